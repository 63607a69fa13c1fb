import { eq, sql } from "drizzle-orm";
import type { AgentRecord, AgentStore, KeyRecord } from "../storage.ts";
import type { Db } from "./connect.ts";
import { agents, keys } from "./schema.ts";
import type { Write } from "./write.ts";

/** Agents and their keys. */
export function createAgentStore(db: Db, write: Write): AgentStore {
  const addAgent = insertAgent(db);
  const addKey = insertKey(db);
  const byId = selectAgent(db);
  const byHash = selectKey(db);
  return {
    register: (agent, key) =>
      write(() => {
        if (addAgent.get({ ...agent }) === undefined) return "taken";
        addKey.run({ ...key });
        return "ok";
      }),
    find: async (agentId): Promise<AgentRecord | null> => byId.get({ agentId }) ?? null,
    findKey: async (hash): Promise<{ agent: AgentRecord; key: KeyRecord } | null> =>
      byHash.get({ hash }) ?? null,
  };
}

function insertAgent(db: Db) {
  return db
    .insert(agents)
    .values({
      agent_id: sql.placeholder("agent_id"),
      name: sql.placeholder("name"),
      org_id: sql.placeholder("org_id"),
      created_at: sql.placeholder("created_at"),
    })
    .onConflictDoNothing()
    .returning({ agent_id: agents.agent_id })
    .prepare();
}

function insertKey(db: Db) {
  return db
    .insert(keys)
    .values({
      hash: sql.placeholder("hash"),
      prefix: sql.placeholder("prefix"),
      agent_id: sql.placeholder("agent_id"),
      scopes: sql.placeholder("scopes"),
      created_at: sql.placeholder("created_at"),
      expires_at: sql.placeholder("expires_at"),
    })
    .prepare();
}

function selectAgent(db: Db) {
  return db
    .select()
    .from(agents)
    .where(eq(agents.agent_id, sql.placeholder("agentId")))
    .prepare();
}

function selectKey(db: Db) {
  return db
    .select({ agent: agents, key: keys })
    .from(keys)
    .innerJoin(agents, eq(agents.agent_id, keys.agent_id))
    .where(eq(keys.hash, sql.placeholder("hash")))
    .prepare();
}
