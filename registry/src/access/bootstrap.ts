import { timingSafeEqual } from "node:crypto";
import type { AgentRecord, AgentStore, Scope } from "#registry/storage/agents.ts";
import { makeEnsureAgent } from "./ensure-agent.ts";
import { type Caller, hashKey } from "./keys.ts";

/** The agent behind `KP_ADMIN_KEY`; nobody can register this name. */
export const ADMIN_AGENT = "admin";

const SCOPES: readonly Scope[] = ["read", "write", "admin"];

/**
 * Makes the check for the admin key of the configuration. Its hash alone is kept; the agent is stored when it is first
 * used. The key is good while the registry runs with it, so changing the variable ends the old one.
 */
export function createBootstrap(
  adminKey: string | null,
  agents: Pick<AgentStore, "ensure">,
  org_id: string,
): (raw: string, now: number) => Promise<Caller | null> {
  if (adminKey === null) return () => Promise.resolve(null);
  const hash = hashKey(adminKey);
  const kept = Buffer.from(hash);
  const ensure = makeEnsureAgent(agents);
  let agent: AgentRecord | undefined;
  return async (raw, now) => {
    if (!timingSafeEqual(Buffer.from(hashKey(raw)), kept)) return null;
    agent ??= await ensure({ agent_id: ADMIN_AGENT, name: "Admin", org_id, created_at: now });
    return { agent, key: { kind: "bootstrap", hash, scopes: SCOPES, expires_at: null, sop: null } };
  };
}
