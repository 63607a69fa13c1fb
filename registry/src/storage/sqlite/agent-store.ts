import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { AgentRecord, AgentStore, KeyRecord } from "../agents.ts";
import type { Db } from "./connect.ts";
import { agents, keys } from "./schema.ts";
import type { Write } from "./write.ts";

/** Agents and their keys. */
export function createAgentStore(db: Db, write: Write): AgentStore {
  const byId = selectAgent(db);
  const byHash = selectKey(db);
  return {
    register: (agent, key) =>
      write(() => {
        if (!insertAgent(db, agent)) return "taken";
        db.insert(keys).values(key).run();
        return "ok";
      }),
    ensure: (agent) => write(() => ensureAgent(db, agent)),
    find: async (agentId): Promise<AgentRecord | null> => byId.get({ agentId }) ?? null,
    findKey: async (hash): Promise<{ agent: AgentRecord; key: KeyRecord } | null> =>
      byHash.get({ hash }) ?? null,
    addKey: (key) =>
      write(() => {
        const added = db.insert(keys).values(key).onConflictDoNothing().returning({ hash: keys.hash }).all();
        return added.length > 0 ? "ok" : "taken";
      }),
    listKeys: async (agentId): Promise<KeyRecord[]> =>
      db
        .select()
        .from(keys)
        .where(and(eq(keys.agent_id, agentId), isNull(keys.revoked_at)))
        .orderBy(desc(keys.created_at), keys.prefix)
        .all(),
    revokeKey: (agentId, prefix, now) =>
      write(() => {
        const its = and(eq(keys.agent_id, agentId), eq(keys.prefix, prefix), isNull(keys.revoked_at));
        const [ended] = db
          .update(keys)
          .set({ revoked_at: now })
          .where(its)
          .returning({ hash: keys.hash })
          .all();
        return ended?.hash ?? null;
      }),
    touchKeys: (usedAt) => write(() => touchAll(db, usedAt)),
  };
}

/** Adds an agent; false when the name is taken. For use inside a transaction. */
export function insertAgent(db: Db, agent: AgentRecord): boolean {
  const added = db
    .insert(agents)
    .values(agent)
    .onConflictDoNothing()
    .returning({ agent_id: agents.agent_id })
    .all();
  return added.length > 0;
}

function ensureAgent(db: Db, agent: AgentRecord): AgentRecord {
  const { name, org_id } = agent;
  return db
    .insert(agents)
    .values(agent)
    .onConflictDoUpdate({ target: agents.agent_id, set: { name, org_id } })
    .returning()
    .get();
}

function touchAll(db: Db, usedAt: ReadonlyMap<string, number>): void {
  for (const [hash, at] of usedAt) {
    const older = or(isNull(keys.last_used_at), lt(keys.last_used_at, at));
    db.update(keys)
      .set({ last_used_at: at })
      .where(and(eq(keys.hash, hash), older))
      .run();
  }
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
    .where(and(eq(keys.hash, sql.placeholder("hash")), isNull(keys.revoked_at)))
    .prepare();
}
