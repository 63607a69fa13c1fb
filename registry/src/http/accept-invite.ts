import { Hono } from "hono";
import { makeGuest } from "#registry/access/guest.ts";
import { type Caller, hashKey } from "#registry/access/keys.ts";
import type { Accepting, InviteRecord } from "#registry/storage/sharing.ts";
import type { SopRecord } from "#registry/storage/storage.ts";
import { decide, type Link } from "#schemas/access.ts";
import type { CallName } from "#schemas/calls.ts";
import { AcceptBody, type AcceptAnswer } from "#schemas/protocol/sharing.ts";
import { optionalBody, takeBody } from "./body.ts";
import type { CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { plainJson } from "./plain-json.ts";
import { problem } from "./problem.ts";
import { refuseAccess } from "./refuse-access.ts";
import { validated } from "./validated.ts";

/** `GET /invites/:token` shows what a link is for, `POST /invites/:token/accept` takes it. */
export function acceptInviteRoutes(deps: CallDeps): Hono<Env> {
  const { storage, clock, rights, requireKey } = deps;
  return new Hono<Env>()
    .get("/:token", requireKey(PREVIEW), async (c) => {
      const found = await findLink(deps, PREVIEW, c.req.param("token"), c.get("caller"));
      if (found instanceof Response) return found;
      const { invite, sop, invited_by } = found;
      if (isOver(invite, clock.now()) || sop.deleted_at !== null) return inviteGone();
      const { role } = invite;
      return c.json({ sop: { id: sop.id, name: sop.name }, role, invited_by, visibility: sop.visibility });
    })
    .post(
      "/:token/accept",
      requireKey(ACCEPT),
      optionalBody,
      takeBody("application/json", MAX_BYTES),
      validated("json", plainJson(AcceptBody, MAX_DEPTH), "invalid"),
      async (c) => {
        const token = c.req.param("token");
        const { name } = c.req.valid("json");
        // A visibility that changed since it was judged is judged anew.
        for (;;) {
          const caller = c.get("caller") as Caller | undefined;
          const found = await findLink(deps, ACCEPT, token, caller);
          if (found instanceof Response) return found;
          const { invite, sop } = found;
          const guest = caller === undefined ? makeGuest(sop, invite, name, clock.now()) : undefined;
          const who: Accepting =
            guest === undefined
              ? { kind: "agent", agent: (caller as Caller).agent.agent_id }
              : { kind: "guest", agent: guest.agent, key: guest.key };
          const end = await storage.invites.accept(invite.hash, who, sop.visibility, clock.now());
          if (end === "changed") continue;
          if (end === "gone") return inviteGone();
          const agent = who.kind === "agent" ? who.agent : who.agent.agent_id;
          rights.roleChanged({ sop: end.sop, agent, role: end.role, before: end.before });
          const answer: AcceptAnswer = { sop_id: end.sop, role: end.role };
          if (guest === undefined) return c.json(answer);
          return c.json({ ...answer, api_key: guest.raw, agent_id: agent });
        }
      },
    );
}

const PREVIEW = "GET /v1/invites/:token";
const ACCEPT = "POST /v1/invites/:token/accept";

/** One name. */
const MAX_BYTES = 4 * 1024;
const MAX_DEPTH = 2;

type Found = NonNullable<Awaited<ReturnType<CallDeps["storage"]["invites"]["find"]>>>;

/** The invite behind a token, if this caller may use it; else the answer that says why not. */
async function findLink(
  { storage }: Pick<CallDeps, "storage">,
  call: CallName,
  token: string,
  caller: Caller | undefined,
): Promise<Found | Response> {
  const found = await storage.invites.find(hashKey(token));
  if (found === null) return problem("not_found", "There is no such invite.");
  const { invite, sop } = found;
  const role = caller === undefined ? null : await storage.members.roleOf(sop.id, caller.agent.agent_id);
  const verdict = decide(call, {
    scopes: caller?.key.scopes ?? null,
    isGuest: caller !== undefined && caller.key.sop !== null,
    role,
    link: toLink(invite, sop, caller),
  });
  return verdict === "allowed" ? found : refuseAccess(call, verdict, caller !== undefined);
}

function toLink({ role, agents }: InviteRecord, sop: SopRecord, caller: Caller | undefined): Link {
  const agent = caller?.agent.agent_id;
  const isNamed = agent !== undefined && agents?.includes(agent) === true;
  return {
    role,
    visibility: sop.visibility,
    names: agents === null ? "nobody" : isNamed ? "asker" : "others",
    isSameOrg: caller?.agent.org_id === sop.org_id,
  };
}

function isOver({ revoked_at, expires_at, max_uses, uses }: InviteRecord, now: number): boolean {
  if (revoked_at !== null || (expires_at !== null && expires_at <= now)) return true;
  return max_uses !== null && uses >= max_uses;
}

function inviteGone(): Response {
  return problem("invite_gone", "This invite is used up, has expired or was revoked.");
}
