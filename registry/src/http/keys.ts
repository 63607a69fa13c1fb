import { Hono } from "hono";
import { hasEnded, type Grant } from "#registry/access/keys.ts";
import { makeKey } from "#registry/access/new-key.ts";
import type { Scope } from "#registry/storage/agents.ts";
import { KeyBody, type KeyPage, KeyPath, KeysQuery } from "#schemas/protocol/http.ts";
import { takeBody } from "./body.ts";
import type { CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { toKeyAnswer, toKeyItem } from "./key-answer.ts";
import { plainJson } from "./plain-json.ts";
import { problem } from "./problem.ts";
import { validated } from "./validated.ts";

/** `/auth/keys`: an agent's keys, made, listed and revoked; an admin sees and revokes those of others (`?agent=`). */
export function keysRoutes({ storage, access, clock, requireKey }: CallDeps): Hono<Env> {
  const { agents } = storage;
  const make = [
    requireKey("POST /v1/auth/keys"),
    takeBody("application/json", MAX_BYTES),
    validated("json", plainJson(KeyBody, MAX_DEPTH), "invalid"),
  ] as const;
  const remove = [
    requireKey("DELETE /v1/auth/keys/:prefix"),
    validated("param", KeyPath),
    validated("query", KeysQuery),
  ] as const;
  return new Hono<Env>()
    .post("/keys", ...make, async (c) => {
      const { agent, key } = c.get("caller");
      const { scopes = key.scopes.filter((scope) => mayPassOn(key, scope)), expires_in } =
        c.req.valid("json");
      const beyond = scopes.find((scope) => !mayPassOn(key, scope));
      if (beyond !== undefined) return problem("forbidden", `This key cannot pass on the scope "${beyond}".`);
      const now = clock.now();
      const inUse = (await agents.listKeys(agent.agent_id)).filter((record) => !hasEnded(record, now));
      if (inUse.length >= MOST_KEYS)
        return problem("limit", `${inUse.length} keys, at most ${MOST_KEYS}; revoke some.`);
      const made = makeKey(agent.agent_id, [...new Set(scopes)], now, {
        expires_at: endOf(key, now, expires_in),
      });
      // 48 bits of an agent's own keys: to meet twice is a chance that nobody sees, and then the call is sent again.
      if ((await agents.addKey(made.record)) === "taken") throw new Error("a random prefix came twice");
      return c.json(toKeyAnswer(agent, made), 201);
    })
    .get("/keys", requireKey("GET /v1/auth/keys"), validated("query", KeysQuery), async (c) => {
      const { agent, key } = c.get("caller");
      const whose = c.req.valid("query").agent ?? agent.agent_id;
      if (whose !== agent.agent_id && !key.scopes.includes("admin")) return notYours();
      await access.keepUses();
      const now = clock.now();
      const kept = (await agents.listKeys(whose)).filter((record) => !hasEnded(record, now));
      const name = whose === agent.agent_id ? agent.name : ((await agents.find(whose))?.name ?? whose);
      return c.json({ agent_id: whose, name, items: kept.map(toKeyItem) } satisfies KeyPage);
    })
    .delete("/keys/:prefix", ...remove, async (c) => {
      const { agent, key } = c.get("caller");
      const whose = c.req.valid("query").agent ?? agent.agent_id;
      if (whose !== agent.agent_id && !key.scopes.includes("admin")) return notYours();
      const hash = await agents.revokeKey(whose, c.req.valid("param").prefix, clock.now());
      if (hash === null) return problem("not_found", "There is no such key.");
      access.endKeys([hash]);
      return c.body(null, 204);
    });
}

/** A token can say "admin" because a claim does; a key would go on saying it when the claim is gone. */
function mayPassOn({ kind, scopes }: Grant, scope: Scope): boolean {
  return scopes.includes(scope) && !(kind === "token" && scope === "admin");
}

/**
 * A key cannot make one that outlives it, or an end would mean nothing. A token can: it ends within the hour so that
 * another is fetched, and keys are what programs are given by the people who can.
 */
function endOf({ kind, expires_at }: Grant, now: number, expires_in: number | undefined): number | null {
  const asked = expires_in === undefined ? null : now + expires_in * 1000;
  if (kind === "token" || expires_at === null) return asked;
  return Math.min(expires_at, asked ?? expires_at);
}

function notYours(): Response {
  return problem("forbidden", "Only the agent itself and an admin deal with its keys.");
}

/** Far more than anybody can tell apart, and still listed in a millisecond. */
const MOST_KEYS = 1_000;

const MAX_BYTES = 16 * 1024;
const MAX_DEPTH = 4;
