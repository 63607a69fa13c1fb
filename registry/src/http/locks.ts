import { Hono } from "hono";
import { leaseholder } from "#registry/room/locks.ts";
import type { LeaseEnd } from "#registry/room/room-locks.ts";
import { decide } from "#schemas/access.ts";
import { agentOf, peerName } from "#schemas/ids.ts";
import { LeaseBody, LockParams, MessagesQuery } from "#schemas/protocol/http.ts";
import { takeBody } from "./body.ts";
import { openRoom, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { problem } from "./problem.ts";
import { requireSop } from "./require-sop.ts";
import { validated } from "./validated.ts";

/** `PUT /sop/:id/locks/:node` lends a node for a while to a peer without a socket; `DELETE` frees it, or breaks its lock. */
export function locksRoutes(deps: CallDeps): Hono<Env> {
  const { requireKey, config } = deps;
  const path = "/:id/locks/:node";
  return new Hono<Env>()
    .put(
      path,
      requireKey("PUT /v1/sop/:id/locks/:node"),
      requireSop(deps, "PUT /v1/sop/:id/locks/:node"),
      validated("param", LockParams),
      validated("query", MessagesQuery),
      takeBody("application/json", config.limits.body_bytes),
      validated("json", LeaseBody),
      async (c) => {
        const room = await openRoom(c, deps);
        if (room instanceof Response) return room;
        const { node } = c.req.valid("param");
        const { client } = c.req.valid("query");
        const agent = c.get("caller").agent.agent_id;
        const peer = client === undefined ? leaseholder(agent) : peerName(agent, client);
        const end = await room.company.locks.lease(peer, node, c.req.valid("json").ttl * 1000);
        if (end.kind !== "leased") return refuseLease(end);
        return c.json({ node, peer, expires_at: new Date(end.until).toISOString() });
      },
    )
    .delete(
      path,
      requireKey("DELETE /v1/sop/:id/locks/:node"),
      requireSop(deps, "DELETE /v1/sop/:id/locks/:node"),
      validated("param", LockParams),
      async (c) => {
        const room = await openRoom(c, deps);
        if (room instanceof Response) return room;
        const { agent, key } = c.get("caller");
        const asker = { scopes: key.scopes, role: c.get("role") };
        const mayBreak = decide("DELETE /v1/sop/:id/locks/:node#others", asker) === "allowed";
        const end = await room.company.locks.break(c.req.valid("param").node, agent.agent_id, mayBreak);
        if (end.kind === "free") return c.body(null, 204);
        if (end.kind === "over") return closing();
        return problem("forbidden", "Another agent holds this node; only an owner breaks its lock.");
      },
    );
}

function refuseLease(end: Exclude<LeaseEnd, { kind: "leased" }>): Response {
  switch (end.kind) {
    case "held":
      return problem("node_locked", "Another agent holds this node.", {
        by: { agent: agentOf(end.peer), peer: end.peer },
      });
    case "forbidden":
      return problem("forbidden", "Your role does not allow this any more.");
    case "absent":
      return problem("not_found", "There is no such node.");
    case "limit":
      return problem("limit", `This peer holds ${end.most} nodes already.`);
    case "over":
      return closing();
  }
}

function closing(): Response {
  return problem("storage", "This SOP is closing.", { headers: { "retry-after": "1" } });
}
