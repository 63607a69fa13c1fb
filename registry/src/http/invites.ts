import { Hono } from "hono";
import type { Context } from "hono";
import { hashKey } from "#registry/access/keys.ts";
import { randomText } from "#registry/access/new-key.ts";
import type { InviteRecord } from "#registry/storage/sharing.ts";
import type { Visibility } from "#schemas/protocol/document.ts";
import { InviteBody, type Invite } from "#schemas/protocol/sharing.ts";
import { takeBody } from "./body.ts";
import { askRoleAgain, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { plainJson } from "./plain-json.ts";
import { noSuchSop, problem } from "./problem.ts";
import { requireSop } from "./require-sop.ts";
import { validated } from "./validated.ts";

/** `POST/GET/DELETE /sop/:id/invites[/:invite]`: links that give a role. The token is told once; its hash is kept. */
export function invitesRoutes(deps: CallDeps): Hono<Env> {
  const { storage, clock, config, rights, requireKey } = deps;
  return new Hono<Env>()
    .get("/:id/invites", requireKey(LIST), requireSop(deps, LIST), async (c) => {
      const invites = await storage.invites.list(c.get("sop").id);
      return c.json({ items: invites.map(toInvite) });
    })
    .post(
      "/:id/invites",
      requireKey(MAKE),
      requireSop(deps, MAKE),
      takeBody("application/json", MAX_BYTES),
      validated("json", plainJson(InviteBody, MAX_DEPTH), "invalid"),
      async (c) => {
        const body = c.req.valid("json");
        const sop = c.get("sop");
        const why =
          wrongWith(body, sop.visibility) ??
          (await unknownAgent(deps, body.agents)) ??
          (await askRoleAgain(c, deps));
        if (why !== undefined) return why;
        const token = randomText();
        const by = c.get("caller").agent.agent_id;
        const invite = toRecord(body, { sop: sop.id, hash: hashKey(token), by, now: clock.now() });
        if ((await storage.invites.create(invite)) === "no_sop") return noSuchSop();
        deps.rooms.peek(sop.id)?.tell({ links: clock.now() });
        const url = `${config.publicUrl || originOf(c)}/invite#${token}`;
        return c.json({ ...toInvite(invite), token, url }, 201);
      },
    )
    .delete("/:id/invites/:invite", requireKey(REVOKE), requireSop(deps, REVOKE), async (c) => {
      const sop = c.get("sop").id;
      const act = { by: c.get("caller").agent.agent_id, at: clock.now() };
      const ended = await storage.invites.revoke(sop, c.req.param("invite"), act);
      if (ended === null) return problem("not_found", "There is no such invite on this SOP.");
      rights.guestsEnded(sop, ended.guests, ended.keys);
      deps.rooms.peek(sop)?.tell({ links: act.at });
      return c.body(null, 204);
    });
}

const LIST = "GET /v1/sop/:id/invites";
const MAKE = "POST /v1/sop/:id/invites";
const REVOKE = "DELETE /v1/sop/:id/invites/:invite";

/** A hundred names of the longest sort. */
const MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 3;

/** What no link may be, whatever its SOP holds. */
function wrongWith({ role, max_uses, agents }: InviteBody, visibility: Visibility): Response | undefined {
  if (agents === undefined && visibility === "private") {
    return problem(
      "invalid",
      "On a private SOP a link has to name agents: give agents, or open the SOP first.",
    );
  }
  if (role !== "owner") return undefined;
  if (agents === undefined) return problem("invalid", "A link that makes owners has to name agents.");
  if ((max_uses ?? 1) !== 1) return problem("invalid", "A link that makes an owner is good for one use.");
  return undefined;
}

/**
 * Names that nobody has could be registered by whoever finds the link. Those of an identity provider are its own, and
 * may be named before they were seen here.
 */
async function unknownAgent(
  { storage }: Pick<CallDeps, "storage">,
  agents: readonly string[] = [],
): Promise<Response | undefined> {
  for (const agent of agents) {
    if (agent.startsWith("oidc:")) continue;
    const isKnown = !agent.startsWith("guest:") && (await storage.agents.find(agent)) !== null;
    if (!isKnown) return problem("unknown_agent", `There is no agent "${agent.slice(0, 100)}".`);
  }
  return undefined;
}

interface Made {
  readonly sop: string;
  readonly hash: string;
  readonly by: string;
  /** ms. */
  readonly now: number;
}

function toRecord({ role, expires_in, max_uses, agents }: InviteBody, made: Made): InviteRecord {
  return {
    id: Bun.randomUUIDv7(),
    sop: made.sop,
    hash: made.hash,
    role,
    created_by: made.by,
    created_at: made.now,
    expires_at: expires_in === undefined ? null : made.now + expires_in * 1000,
    max_uses: role === "owner" ? 1 : (max_uses ?? null),
    agents: agents === undefined ? null : [...new Set(agents)],
    uses: 0,
    revoked_at: null,
  };
}

function toInvite(record: InviteRecord): Invite {
  const { id, role, created_by, created_at, expires_at, max_uses, agents, uses } = record;
  return {
    id,
    role,
    created_by,
    created_at: new Date(created_at).toISOString(),
    ...(expires_at !== null && { expires_at: new Date(expires_at).toISOString() }),
    ...(max_uses !== null && { max_uses }),
    ...(agents !== null && { agents: [...agents] }),
    uses,
  };
}

function originOf(c: Context<Env>): string {
  return new URL(c.req.url).origin;
}
