import { Hono } from "hono";
import { encodeSop } from "#registry/room/encode-sop.ts";
import { ReadQuery } from "#schemas/protocol/http.ts";
import { jsonText, openRoom, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { etagOf, isNoneMatch } from "./etag.ts";
import { problem } from "./problem.ts";
import { historyGone } from "./history-gone.ts";
import { readVersion } from "./read-version.ts";
import { requireSop } from "./require-sop.ts";
import { validated } from "./validated.ts";
import { withLint } from "./with-lint.ts";

/** `GET /sop/:id[?version=n]`: a SOP as it is, or as it was, with its ETag; with `lint=true` also what is to be said against it. */
export function readSopRoutes(deps: CallDeps): Hono<Env> {
  const { storage, requireKey } = deps;
  const open = [
    requireKey("GET /v1/sop/:id"),
    requireSop(deps, "GET /v1/sop/:id"),
    validated("query", ReadQuery),
  ] as const;
  return new Hono<Env>().get("/:id", ...open, async (c) => {
    const { version, lint } = c.req.valid("query");
    const room = await openRoom(c, deps);
    if (room instanceof Response) return room;
    const now = await room.read();
    let { record, graphText } = now;
    if (version !== undefined && version !== record.version) {
      if (version > record.version) {
        return problem("not_found", `There is no version ${version} yet, the newest is ${record.version}.`);
      }
      const then = await readVersion(storage.log, record.id, version);
      if (then === null) return historyGone(await storage.log.floor(record.id));
      record = { ...record, version, head: then.head };
      graphText = then.graphText;
    }
    const etag = etagOf(record);
    if (isNoneMatch(c.req.header("if-none-match"), etag)) return c.body(null, 304, { etag });
    const text = encodeSop(record, c.get("role"), graphText);
    return jsonText(lint ? withLint(text, graphText) : text, { etag });
  });
}
