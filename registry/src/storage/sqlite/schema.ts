import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { NoticeCode } from "#schemas/protocol/codes.ts";
import type { Role, SopStatus, Visibility } from "#schemas/protocol/document.ts";
import type { Scope } from "../agents.ts";

// Times are ms since 1970. A SOP's number (`sops.key`) stands for its 43-character id wherever many rows name it.

/** Who may call, one row per name. */
export const agents = sqliteTable("agents", {
  agent_id: text().primaryKey(),
  name: text().notNull(),
  org_id: text().notNull(),
  created_at: integer().notNull(),
});

/** API keys by the hash of the raw key. */
export const keys = sqliteTable(
  "keys",
  {
    hash: text().primaryKey(),
    prefix: text().notNull(),
    agent_id: text()
      .notNull()
      .references(() => agents.agent_id),
    scopes: text({ mode: "json" }).$type<readonly Scope[]>().notNull(),
    created_at: integer().notNull(),
    expires_at: integer(),
    last_used_at: integer(),
    revoked_at: integer(),
    /** Id of the one SOP that a guest's key is good for. */
    sop: text(),
    invite: text(),
  },
  (t) => [
    uniqueIndex("keys_by_prefix").on(t.agent_id, t.prefix),
    index("keys_by_sop")
      .on(t.sop)
      .where(sql`${t.sop} is not null`),
  ],
);

/** Envelopes. Numbers are never given twice, so that what a crash left behind can never be taken for another SOP's. */
export const sops = sqliteTable("sops", {
  key: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull().unique(),
  org_id: text().notNull(),
  visibility: text().$type<Visibility>().notNull(),
  created_by: text().notNull(),
  status: text().$type<SopStatus>().notNull(),
  approved_version: integer(),
  approved_by: text(),
  approved_at: integer(),
  created_at: integer().notNull(),
  updated_at: integer().notNull(),
  deleted_at: integer(),
  version: integer().notNull(),
  head: text().notNull(),
  name: text().notNull(),
  /** The name as a search sees it: SQLite's own LIKE knows the case of ASCII letters only. */
  name_folded: text().notNull(),
  domain: text().notNull(),
  /** Of results older than this only id, hash and version are left. */
  outcomes_from: integer().notNull().default(0),
});

/** The SOP (its number) that a row belongs to. */
const ofSop = () =>
  integer()
    .notNull()
    .references(() => sops.key);

/** Who has which role on which SOP. */
export const members = sqliteTable(
  "members",
  {
    sop: ofSop(),
    agent_id: text().notNull(),
    role: text().$type<Role>().notNull(),
    since: integer().notNull(),
    guest: integer({ mode: "boolean" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.sop, t.agent_id] }), index("members_by_agent").on(t.agent_id)],
);

/** Links that give roles, by the hash of their token. */
export const invites = sqliteTable(
  "invites",
  {
    key: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    sop: ofSop(),
    hash: text().notNull().unique(),
    role: text().$type<Role>().notNull(),
    created_by: text().notNull(),
    created_at: integer().notNull(),
    expires_at: integer(),
    max_uses: integer(),
    agents: text({ mode: "json" }).$type<readonly string[]>(),
    uses: integer().notNull(),
    revoked_at: integer(),
  },
  (t) => [index("invites_by_sop").on(t.sop)],
);

/** Who came by which link. */
export const inviteUses = sqliteTable(
  "invite_uses",
  {
    invite: integer()
      .notNull()
      .references(() => invites.key),
    agent_id: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.invite, t.agent_id] })],
);

/** What happened to members and links, oldest first by `seq`. */
export const activity = sqliteTable(
  "activity",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    sop: ofSop(),
    at: integer().notNull(),
    by: text().notNull(),
    event: text().notNull(),
  },
  (t) => [index("activity_by_sop").on(t.sop, t.seq)],
);

/** What the unit that a SOP came from holds beside the graph. Not a column of `sops`: every call reads that row. */
export const units = sqliteTable("units", {
  sop: integer()
    .primaryKey()
    .references(() => sops.key),
  rest: text().notNull(),
});

/** Versions that somebody named or approved: a snapshot of each stays, whatever leaves the log. */
export const keptVersions = sqliteTable(
  "kept_versions",
  {
    sop: ofSop(),
    version: integer().notNull(),
    /** Who made it, and when: its row may go. Null: the row had gone before. */
    agent: text(),
    at: integer().notNull(),
    label: text(),
    approved_by: text(),
    approved_at: integer(),
  },
  (t) => [primaryKey({ columns: [t.sop, t.version] })],
);

/** Whole states, as JSON, to start a load from. */
export const snapshots = sqliteTable(
  "snapshots",
  {
    sop: ofSop(),
    version: integer().notNull(),
    head: text().notNull(),
    arrival: integer().notNull(),
    graph: text().notNull(),
    side: text().notNull(),
    /** Of both texts: what was damaged on disk must not reach anybody. */
    checksum: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.sop, t.version] })],
);

/**
 * The log. A row carries the result of its patch too (`hash`, `outcome`): one insert and one index less per patch
 * than with a table beside it. Rows lie in the order of arrival, so a group fills the last pages whatever SOPs it
 * touches, and (sop, id, peer), with the ids first, keeps time-ordered ids of all peers side by side: 5 µs a row
 * in groups of 100, against 9 clustered by SOP and peer. No foreign key: `append` has just seen the SOP.
 */
export const log = sqliteTable(
  "log",
  {
    sop: integer().notNull(),
    version: integer().notNull(),
    head: text().notNull(),
    id: text().notNull(),
    peer: text().notNull(),
    ts: integer().notNull(),
    arrival: integer().notNull(),
    /** Null: no result is kept under this id. */
    hash: text(),
    /** Null: every op was simply applied. */
    outcome: text(),
    ops: text().notNull(),
    delta: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sop, t.version] }),
    uniqueIndex("log_by_patch")
      .on(t.sop, t.id, t.peer)
      .where(sql`${t.hash} is not null`),
  ],
);

/** Results without a row: patches that took no version, or whose row was compacted away. */
export const results = sqliteTable(
  "results",
  {
    sop: integer().notNull(),
    id: text().notNull(),
    peer: text().notNull(),
    hash: text().notNull(),
    version: integer(),
    at: integer().notNull(),
    /** As in the log, `version` included. */
    outcome: text(),
  },
  (t) => [primaryKey({ columns: [t.sop, t.id, t.peer] }), index("results_by_age").on(t.sop, t.at)],
);

/** The latest judged patch of each peer. */
export const peers = sqliteTable(
  "peers",
  {
    sop: integer().notNull(),
    peer: text().notNull(),
    last: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.sop, t.peer] })],
);

/** What authors have not seen yet, oldest first by `key`. */
export const notices = sqliteTable(
  "notices",
  {
    key: integer().primaryKey({ autoIncrement: true }),
    sop: ofSop(),
    agent: text().notNull(),
    id: text().notNull(),
    patch: text().notNull(),
    code: text().$type<NoticeCode>().notNull(),
    path: text().notNull(),
    by: text().notNull(),
    detail: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [uniqueIndex("notices_by_agent").on(t.sop, t.agent, t.id)],
);
