import { Hono } from "hono";
import { encodeSop } from "#registry/room/encode-sop.ts";
import { ReadQuery } from "#schemas/protocol/http.ts";
import { jsonText, openRoom, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { etagOf, isNoneMatch } from "./etag.ts";
import { findVersion, findVersionAt } from "./find-version.ts";
import { requireSop } from "./require-sop.ts";
import { validated } from "./validated.ts";
import { withLint } from "./with-lint.ts";

/** `GET /sop/:id[?version=n|at=time]`: a SOP as it is, or as it was, with its ETag; with `lint=true` also what is to be said against it. */
export function readSopRoutes(deps: CallDeps): Hono<Env> {
  const { storage, requireKey } = deps;
  const open = [
    requireKey("GET /v1/sop/:id"),
    requireSop(deps, "GET /v1/sop/:id"),
    validated("query", ReadQuery),
  ] as const;
  return new Hono<Env>().get("/:id", ...open, async (c) => {
    const { version, at, lint } = c.req.valid("query");
    const room = await openRoom(c, deps);
    if (room instanceof Response) return room;
    const now = await room.read();
    const wanted = at === undefined ? version : await findVersionAt(storage.log, now, at);
    if (wanted instanceof Response) return wanted;
    const then = await findVersion(storage.log, now, wanted ?? now.record.version);
    if (then instanceof Response) return then;
    const { head, graphText } = then;
    const record = { ...now.record, version: wanted ?? now.record.version, head };
    const etag = etagOf(record);
    if (isNoneMatch(c.req.header("if-none-match"), etag)) return c.body(null, 304, { etag });
    const text = encodeSop(record, c.get("role"), graphText);
    return jsonText(lint ? withLint(text, graphText) : text, { etag });
  });
}
