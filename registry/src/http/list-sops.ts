import { Hono } from "hono";
import { toListItem } from "#registry/room/encode-sop.ts";
import type { SopWithRole } from "#registry/storage/storage.ts";
import type { Peer } from "#schemas/protocol/server-message.ts";
import { ListQuery } from "#schemas/protocol/http.ts";
import type { CallDeps } from "./calls.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import type { Env } from "./env.ts";
import { problem } from "./problem.ts";
import { validated } from "./validated.ts";

/** `GET /sop`: the SOPs that the caller has a role on, newest change first, without their graphs. */
export function listSopsRoutes({ storage, rooms, requireKey }: CallDeps): Hono<Env> {
  return new Hono<Env>().get("/", requireKey("GET /v1/sop"), validated("query", ListQuery), async (c) => {
    const { q, domain, status, mine, limit, cursor } = c.req.valid("query");
    const after = cursor === undefined ? undefined : readCursor(cursor);
    if (after === null) return problem("invalid", "cursor in the query: not one that this registry gave");
    const agent = c.get("caller").agent.agent_id;
    // One more than asked tells whether there is a next page.
    const found = await storage.sops.list({ agent, q, domain, status, mine, after, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last !== undefined ? { next_cursor: writeCursor(last) } : {};
    return c.json({
      items: page.map((sop) => toItem(sop, rooms.peek(sop.id)?.company.list() ?? [])),
      ...next,
    });
  });
}

/** `peers`: who is in it now, an agent once however many tabs it has. */
function toItem(sop: SopWithRole, company: readonly Peer[]) {
  const byAgent = new Map(company.map(({ agent, name, color }) => [agent, { agent, name, color }]));
  return { ...toListItem(sop, sop.role), peers: [...byAgent.values()] };
}
