import { Hono } from "hono";
import { openRoom, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { requireSop } from "./require-sop.ts";

/** `GET /sop/:id/presence`: who is here, away ones too, and who holds which nodes. */
export function presenceRoutes(deps: CallDeps): Hono<Env> {
  const call = "GET /v1/sop/:id/presence";
  const open = [deps.requireKey(call), requireSop(deps, call)] as const;
  return new Hono<Env>().get("/:id/presence", ...open, async (c) => {
    const room = await openRoom(c, deps);
    if (room instanceof Response) return room;
    const items = room.company.list().map((peer) => ({
      ...peer,
      connected_at: new Date(peer.connected_at).toISOString(),
    }));
    return c.json({ items, locks: room.company.locks.table.toRecord() });
  });
}
