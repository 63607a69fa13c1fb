import { Hono } from "hono";
import type { GraphView } from "#schemas/change/types.ts";
import { diffGraphs } from "#schemas/history/diff-graphs.ts";
import { DiffQuery } from "#schemas/protocol/history.ts";
import { openRoom, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { findVersion } from "./find-version.ts";
import { requireSop } from "./require-sop.ts";
import { validated } from "./validated.ts";

/** `GET /sop/:id/diff?from=n[&to=m]`: what is different in version m, by default the newest. */
export function diffRoutes(deps: CallDeps): Hono<Env> {
  const { log } = deps.storage;
  const open = [deps.requireKey(CALL), requireSop(deps, CALL), validated("query", DiffQuery)] as const;
  return new Hono<Env>().get("/:id/diff", ...open, async (c) => {
    const room = await openRoom(c, deps);
    if (room instanceof Response) return room;
    const now = await room.read();
    const { from, to = now.record.version } = c.req.valid("query");
    const before = await findVersion(log, now, from);
    if (before instanceof Response) return before;
    const after = await findVersion(log, now, to);
    if (after instanceof Response) return after;
    return c.json({ from, to, ...diffGraphs(parse(before.graphText), parse(after.graphText)) });
  });
}

const CALL = "GET /v1/sop/:id/diff";

function parse(graphText: string): GraphView {
  return JSON.parse(graphText) as GraphView;
}
