import type { AgentRecord, KeyRecord } from "#registry/storage/agents.ts";
import type { Accepting, InviteRecord } from "#registry/storage/sharing.ts";
import type {
  Append,
  AppendRow,
  NoticeRecord,
  ResultRecord,
  SopRecord,
  Storage,
  SnapshotText,
} from "#registry/storage/storage.ts";

/** A database under test. */
export interface StorageUnderTest {
  readonly storage: Storage;
  /** Closes it and opens the same database again, as after a restart. */
  readonly reopen: () => Promise<Storage>;
  /** Closes what is open and removes the database. */
  readonly dispose: () => Promise<void>;
}

/** Gives each test a database of its own: called by every suite, once per test. */
export type UseStorage = (work: (under: StorageUnderTest) => Promise<void>) => () => Promise<void>;

/** The id of the n-th SOP. */
export function sopId(n: number): string {
  return `kp:sop:00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}

/** An envelope at version 0, made by "ann" at 1,000 ms, but for what `parts` says. */
export function sampleSop(parts: Partial<SopRecord> = {}): SopRecord {
  return {
    id: sopId(1),
    org_id: "main",
    visibility: "private",
    created_by: "ann",
    status: "draft",
    approved: null,
    created_at: 1_000,
    updated_at: 1_000,
    deleted_at: null,
    version: 0,
    head: "",
    name: "Bread",
    domain: "kitchen",
    ...parts,
  };
}

/** A snapshot of a graph that tells its version. */
export function sampleSnapshot(version = 0): SnapshotText {
  const graph = { name: `at ${version}`, domain: "kitchen", nodes: {}, edges: {} };
  const arrival = version === 0 ? 0 : arrivalOf(version);
  return { version, arrival, graph: JSON.stringify(graph), side: JSON.stringify({ m: [version] }) };
}

/** When `sampleRow(version)` arrived: a second after the version before. */
export function arrivalOf(version: number): number {
  return 1_000 * (version + 1);
}

/** The head of `sampleRow(version)`. */
export function headOf(version: number): string {
  return `head-${String(version).padStart(3, "0")}`;
}

/** A row by "ann/laptop-1", its patch "p<version>", but for what `parts` says. */
export function sampleRow(version: number, parts: Partial<AppendRow> = {}): AppendRow {
  return {
    version,
    head: headOf(version),
    id: `p${version}`,
    peer: "ann/laptop-1",
    ts: arrivalOf(version) - 5,
    arrival: arrivalOf(version),
    ops: JSON.stringify([{ op: "replace", path: "/name", value: `at ${version} "ä\u{1F35E}"` }]),
    delta: JSON.stringify({ m: { name: [version] } }),
    ...parts,
  };
}

/** The result of a row all of whose ops were applied, but for what `parts` says. */
export function resultOf(row: AppendRow, parts: Partial<ResultRecord> = {}): ResultRecord {
  const { peer, id, version, arrival: at } = row;
  return { peer, id, hash: `hash of ${id}`, version, outcome: { version, ops: [] }, at, ...parts };
}

/** A result without a version: the patch was refused. */
export function sampleRefusal(id: string, parts: Partial<ResultRecord> = {}): ResultRecord {
  const ops = [
    { op: 0, status: "rejected", code: "deleted", by: { peer: "bob/phone-01", version: 3 } },
  ] as const;
  const outcome = { version: null, ops };
  return { peer: "ann/laptop-1", id, hash: `hash of ${id}`, version: null, outcome, at: 5_000, ...parts };
}

/** A notice to "ann", but for what `parts` says. */
export function sampleNotice(id: string, parts: Partial<NoticeRecord> = {}): NoticeRecord {
  return {
    id,
    agent: "ann",
    patch: "p1",
    code: "discarded",
    path: "/nodes/s1/data/step",
    by: { agent: "bob", version: 2 },
    detail: { op: "replace", value: "Knead", buried: { a: [1, null] } },
    at: 3_000,
    ...parts,
  };
}

/** Rows `from` to `to` of a SOP with their results, but for what `parts` says. */
export function sampleAppend(sop: string, from: number, to: number, parts: Partial<Append> = {}): Append {
  const rows = Array.from({ length: to - from + 1 }, (_, i) => sampleRow(from + i));
  return { sop, rows, results: rows.map((row) => resultOf(row)), notices: [], ...parts };
}

/** Creates the n-th SOP with rows 1 to `version`, and gives its id. */
export async function makeSop(storage: Storage, n = 1, version = 0): Promise<string> {
  const id = sopId(n);
  await storage.sops.create(sampleSop({ id }), sampleSnapshot());
  if (version > 0) await storage.log.append([sampleAppend(id, 1, version)]);
  return id;
}

/** An agent under its name, but for what `parts` says. */
export function sampleAgent(agentId: string, parts: Partial<AgentRecord> = {}): AgentRecord {
  return { agent_id: agentId, name: `Agent ${agentId}`, org_id: "main", created_at: 1_000, ...parts };
}

/** An agent's key under its hash, but for what `parts` says. */
export function sampleKey(agentId: string, hash: string, parts: Partial<KeyRecord> = {}): KeyRecord {
  const scopes = ["read", "write"] as const;
  return {
    hash,
    prefix: "kp_abcdef",
    agent_id: agentId,
    scopes,
    created_at: 1_000,
    expires_at: null,
    last_used_at: null,
    revoked_at: null,
    sop: null,
    invite: null,
    ...parts,
  };
}

/** Registers agents, each with a key "key <agent>". */
export async function registerAll(storage: Storage, agents: readonly string[]): Promise<void> {
  for (const agent of agents)
    await storage.agents.register(sampleAgent(agent), sampleKey(agent, `key ${agent}`));
}

/** An invite of "ann" under the hash "hash <id>", good for any number of editors, but for what `parts` says. */
export function makeInvite(sop: string, id: string, parts: Partial<InviteRecord> = {}): InviteRecord {
  return {
    id,
    sop,
    hash: `hash ${id}`,
    role: "editor",
    created_by: "ann",
    created_at: 1_500,
    expires_at: null,
    max_uses: null,
    agents: null,
    uses: 0,
    revoked_at: null,
    ...parts,
  };
}

/** A guest who comes by an invite, with a key "key <agent>". */
export function makeGuestOf(sop: string, invite: string, agent: string): Accepting {
  return { kind: "guest", agent: sampleAgent(agent), key: sampleKey(agent, `key ${agent}`, { sop, invite }) };
}
