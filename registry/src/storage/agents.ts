/** What a key lets its holder do at most: see, edit, run the registry. */
export type Scope = "read" | "write" | "admin";

/** Who may call: a person, a program, or a guest who came by a link. */
export interface AgentRecord {
  readonly agent_id: string;
  readonly name: string;
  readonly org_id: string;
  readonly created_at: number;
}

/** A key as it is kept. */
export interface KeyRecord {
  /** SHA-256 of the raw key, hex: the raw key itself is never kept. */
  readonly hash: string;
  /** The first characters, to tell keys apart in a list; no two of one agent are equal. */
  readonly prefix: string;
  readonly agent_id: string;
  readonly scopes: readonly Scope[];
  readonly created_at: number;
  readonly expires_at: number | null;
  /** About when it last was good for something; null: never. */
  readonly last_used_at: number | null;
  readonly revoked_at: number | null;
  /** A guest's key: good for this SOP alone. */
  readonly sop: string | null;
  /** Id of the invite that a guest came by. */
  readonly invite: string | null;
}

/** Agents and their keys. A revoked key is kept for lists, and found by nobody. */
export interface AgentStore {
  /** Adds an agent with its first key; "taken" when the name is. */
  register(agent: AgentRecord, key: KeyRecord): Promise<"ok" | "taken">;
  /** Adds an agent where there is none of that name, else takes over its name and org; resolves to what is stored. */
  ensure(agent: AgentRecord): Promise<AgentRecord>;
  find(agentId: string): Promise<AgentRecord | null>;
  /** The agent and key behind a hash; null: none, or a revoked one. Expiry is the caller's to judge. */
  findKey(hash: string): Promise<{ agent: AgentRecord; key: KeyRecord } | null>;
  /** Adds a key to an agent that exists; "taken" when that agent has one of that prefix, or the hash is known. */
  addKey(key: KeyRecord): Promise<"ok" | "taken">;
  /** An agent's keys that are not revoked, newest first; ended ones too. */
  listKeys(agentId: string): Promise<KeyRecord[]>;
  /** Ends a key; resolves to its hash, or null where the agent has no such key that is not revoked yet. */
  revokeKey(agentId: string, prefix: string, now: number): Promise<string | null>;
  /** Notes when keys (by hash) were last used, all in one transaction; an earlier time than the stored one changes nothing. */
  touchKeys(usedAt: ReadonlyMap<string, number>): Promise<void>;
}
