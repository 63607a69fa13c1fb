import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import type { MemberRecord } from "#registry/storage/sharing.ts";
import { MemberBody, type Member } from "#schemas/protocol/sharing.ts";
import { takeBody } from "./body.ts";
import { askRoleAgain, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { plainJson } from "./plain-json.ts";
import { noSuchSop, problem } from "./problem.ts";
import { requireSop } from "./require-sop.ts";
import { validated } from "./validated.ts";

/** `GET/PUT/DELETE /sop/:id/members[/:agent]`: who has which role. What changes reaches open connections at once. */
export function membersRoutes(deps: CallDeps): Hono<Env> {
  const { storage, clock, rights, requireKey } = deps;
  const act = (by: string) => ({ by, at: clock.now() });
  return new Hono<Env>()
    .get("/:id/members", requireKey(LIST), requireSop(deps, LIST), async (c) => {
      const members = await storage.members.list(c.get("sop").id);
      return c.json({ items: members.map(toMember) });
    })
    .put(
      "/:id/members/:agent",
      requireKey(SET),
      requireSop(deps, SET),
      takeBody("application/json", MAX_BYTES),
      validated("json", plainJson(MemberBody, MAX_DEPTH), "invalid"),
      async (c) => {
        const sop = c.get("sop").id;
        const agent = c.req.param("agent");
        const { role } = c.req.valid("json");
        const refusal = await askRoleAgain(c, deps);
        if (refusal !== undefined) return refusal;
        const done = await storage.members.set(sop, agent, role, act(c.get("caller").agent.agent_id));
        if (typeof done === "string") return refuse(done);
        rights.roleChanged({ sop, agent, role, before: done.before });
        const member = (await storage.members.list(sop)).find(({ agent_id }) => agent_id === agent);
        // Somebody else may have taken the role away in the meantime.
        return member === undefined ? refuse("no_member") : c.json(toMember(member));
      },
    )
    .delete("/:id/members/:agent", requireKey(LEAVE), ownerOrSelf(deps), async (c) => {
      const sop = c.get("sop").id;
      const agent = c.req.param("agent");
      const done = await storage.members.remove(sop, agent, act(c.get("caller").agent.agent_id));
      if (typeof done === "string") return refuse(done);
      rights.roleChanged({ sop, agent, role: null, before: done.before });
      deps.access.endKeys(done.keys);
      return c.body(null, 204);
    });
}

const LIST = "GET /v1/sop/:id/members";
const SET = "PUT /v1/sop/:id/members/:agent";
const REMOVE = "DELETE /v1/sop/:id/members/:agent";
const LEAVE = "DELETE /v1/sop/:id/members/:agent#self";

/** One word. */
const MAX_BYTES = 4 * 1024;
const MAX_DEPTH = 2;

/** Who leaves needs less than who sends others away. */
function ownerOrSelf(deps: CallDeps) {
  const leave = requireSop(deps, LEAVE);
  const remove = requireSop(deps, REMOVE);
  return createMiddleware<Env>((c, next) => {
    const isSelf = c.req.param("agent") === c.get("caller").agent.agent_id;
    return isSelf ? leave(c, next) : remove(c, next);
  });
}

function toMember({ agent_id, name, role, since, guest }: MemberRecord): Member {
  const member = { agent_id, name, role, since: new Date(since).toISOString() };
  return guest ? { ...member, guest } : member;
}

function refuse(why: "no_sop" | "no_agent" | "guest" | "last_owner" | "no_member"): Response {
  switch (why) {
    case "no_sop":
      return noSuchSop();
    case "no_agent":
      return problem("unknown_agent", "There is no such agent; it has to be registered first.");
    case "guest":
      return problem("invalid", "A guest cannot own a SOP.");
    case "last_owner":
      return problem(
        "last_owner",
        "This is the last owner. Make somebody else owner first, or delete the SOP.",
      );
    case "no_member":
      return problem("not_found", "This agent has no role on the SOP.");
  }
}
