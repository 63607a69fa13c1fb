import type { Outcome, Row } from "#schemas/change/types.ts";
import type { Role, SopStatus, Visibility } from "#schemas/protocol/document.ts";
import type { NoticeCode } from "#schemas/protocol/codes.ts";
import type { OpKind } from "#schemas/change/op.ts";
import type { Json } from "#schemas/json.ts";
import type { AgentStore } from "./agents.ts";
import type { VersionStore } from "./history.ts";
import type { Act, ActivityStore, InviteStore, MemberStore, SopEvent } from "./sharing.ts";

/**
 * The storage port: what the registry asks of a database, in its own words.
 *
 * Promises that every driver keeps (tests/contracts/storage.ts checks them):
 * - What resolves is on disk (`synchronous=FULL` or its like): a power cut after it loses nothing.
 * - `append` is all or nothing, for everything handed to it in one call.
 * - A race is a value ("conflict", "taken", null); only a broken database rejects.
 * - No callback runs inside a transaction; nothing here depends on being alone on the database.
 * - Times are ms since 1970; texts are stored as given.
 */
export interface Storage {
  readonly agents: AgentStore;
  readonly sops: SopStore;
  readonly members: MemberStore;
  readonly invites: InviteStore;
  readonly activity: ActivityStore;
  readonly log: LogStore;
  readonly versions: VersionStore;
  /** Resolves when the database answers; rejects when it does not (`/readyz`). */
  ping(): Promise<void>;
  /** Ends the use of the database; nothing may be called after it. */
  close(): Promise<void>;
}

/**
 * What is stored of one SOP cannot be read: a row that is no JSON, or one that is missing. Only calls that need
 * that row reject with it; every other SOP goes on.
 */
export class StorageFault extends Error {
  readonly sop: string;
  /** The version whose row or snapshot is at fault; null where the fault has none. */
  readonly version: number | null;

  constructor(sop: string, version: number | null, what: string, options?: ErrorOptions) {
    super(`storage: ${sop}${version === null ? "" : ` at version ${version}`}: ${what}`, options);
    this.name = "StorageFault";
    this.sop = sop;
    this.version = version;
  }
}

// ── SOPs ───────────────────────────────────────────────────────────────────────────────────────

/** The envelope as it is kept; version and head belong to the log and are read with it. */
export interface SopRecord {
  readonly id: string;
  readonly org_id: string;
  readonly visibility: Visibility;
  readonly created_by: string;
  readonly status: SopStatus;
  readonly approved: { readonly version: number; readonly by: string; readonly at: number } | null;
  readonly created_at: number;
  /** When the newest version, or the envelope's last change, was made. */
  readonly updated_at: number;
  /** Set while it is deleted and can be brought back. */
  readonly deleted_at: number | null;
  /** Newest version and its head. */
  readonly version: number;
  readonly head: string;
  /** Copies of the graph's members, for lists. */
  readonly name: string;
  readonly domain: string;
}

export interface SopListQuery {
  /** Whose SOPs: those on which this agent has a role. */
  readonly agent: string;
  /** Only those that this agent made; with `false`, only others'. */
  readonly mine?: boolean;
  /** Part of the name, any case; "%" and "_" mean themselves. */
  readonly q?: string;
  readonly domain?: string;
  readonly status?: SopStatus;
  readonly limit: number;
  /** The last item of the page before: newest first by (updated_at, id). */
  readonly after?: { readonly updated_at: number; readonly id: string };
}

/** A SOP with the role of who asked. */
export interface SopWithRole extends SopRecord {
  readonly role: Role;
}

export interface SopStore {
  /** Adds a SOP with its snapshot at version 0; who made it owns it. `unitRest`: JSON text to keep beside its graph. */
  create(sop: SopRecord, snapshot: SnapshotText, unitRest?: string): Promise<"ok" | "taken">;
  /** What was kept beside the graph when it was made; null where nothing was, and where there is no such SOP. */
  unitRest(id: string): Promise<string | null>;
  /** Deleted ones too: the caller tells 404 from 410. */
  find(id: string): Promise<SopRecord | null>;
  /** The same for an agent, by one query: null where there is no such SOP, and where that agent has no role on it. */
  findFor(id: string, agent: string): Promise<SopWithRole | null>;
  /** Undeleted ones, newest first. */
  list(query: SopListQuery): Promise<SopWithRole[]>;
  /** Changes the envelope; false when there is no such SOP. */
  update(
    id: string,
    change: Partial<Pick<SopRecord, "visibility" | "status" | "approved" | "deleted_at" | "updated_at">>,
  ): Promise<boolean>;
  /** Really removes SOPs deleted before `before`, from every table; resolves to their ids. */
  purge(before: number): Promise<string[]>;
}

// ── The log ────────────────────────────────────────────────────────────────────────────────────

/** A row as it is kept and told: with the head that proves the history. */
export interface LogRow extends Row {
  readonly head: string;
}

/** A row's public part, cheap to read: no delta. */
export interface PatchRecord {
  readonly version: number;
  readonly head: string;
  readonly id: string;
  readonly peer: string;
  readonly ts: number;
  readonly arrival: number;
  /** The effects as the JSON text that was broadcast. */
  readonly ops: string;
}

/** The same with what it changed beside the graph, as it is kept. */
export interface SidedPatchRecord extends PatchRecord {
  /** JSON text. */
  readonly delta: string;
}

/** How a patch was judged, kept under its id for that peer and SOP. */
export interface ResultRecord {
  readonly peer: string;
  readonly id: string;
  /** Of ops, base and atomic. */
  readonly hash: string;
  readonly version: number | null;
  /** Null once only the id and version are kept. */
  readonly outcome: Outcome | null;
  /** When it was judged; of a result with a version this is the arrival of its row. */
  readonly at: number;
}

export interface NoticeRecord {
  readonly id: string;
  /** Whose it is. */
  readonly agent: string;
  /** Id of the patch that was undone. */
  readonly patch: string;
  readonly code: NoticeCode;
  readonly path: string;
  readonly by: { readonly agent: string; readonly version: number | null };
  readonly detail: { readonly op: OpKind; readonly value?: Json; readonly buried?: Json };
  readonly at: number;
}

/**
 * A SOP's whole state at one version, as JSON texts: the graph can be sent as it was read. A driver proves by a
 * checksum that they are what was kept.
 */
export interface SnapshotText {
  readonly version: number;
  readonly arrival: number;
  readonly graph: string;
  readonly side: string;
}

/** What one room wants on disk, together. A SOP that was approved is a draft again with its first row. */
export interface Append {
  readonly sop: string;
  /** Strictly consecutive; the first is one above the stored version. May be empty (results alone). */
  readonly rows: readonly AppendRow[];
  readonly results: readonly ResultRecord[];
  readonly notices: readonly NoticeRecord[];
  /** What the rows did that they do not tell themselves: it goes into the activity. */
  readonly events?: readonly (Act & { readonly event: SopEvent })[];
  /** New values of the list's copies, where a row changed them. */
  readonly meta?: { readonly name: string; readonly domain: string };
}

/** A row ready for disk: its JSON texts are made once and shared with the broadcast. */
export interface AppendRow {
  readonly version: number;
  readonly head: string;
  readonly id: string;
  readonly peer: string;
  readonly ts: number;
  readonly arrival: number;
  readonly ops: string;
  readonly delta: string;
}

export interface LogStore {
  /**
   * Appends everything in one transaction and one fsync, or nothing of it.
   * "conflict": some SOP's next version is taken (another process was faster), it is deleted or gone, or a result
   * or notice of that id is there already. `updated_at` becomes the last row's arrival.
   */
  append(group: readonly Append[]): Promise<"ok" | "conflict">;
  /**
   * The newest snapshot not above `version` (default: any), its head, and the rows after it, up to `version`; null:
   * no such SOP, or that version is no longer kept, or it never had it. Rejects with a `StorageFault`.
   */
  load(
    sop: string,
    version?: number,
  ): Promise<{ snapshot: SnapshotText; head: string; rows: LogRow[] } | null>;
  /** The newest snapshot not above a version from which every row up to it is kept, with its head; null as with `load`. */
  snapshotAt(sop: string, version: number): Promise<{ snapshot: SnapshotText; head: string } | null>;
  /** Rows with version > since, in order, at most `limit`. */
  rows(sop: string, since: number, limit: number): Promise<LogRow[]>;
  /** The same without deltas. */
  patches(sop: string, since: number, limit: number): Promise<PatchRecord[]>;
  /** The same with deltas, as texts. */
  sidedPatches(sop: string, since: number, limit: number): Promise<SidedPatchRecord[]>;
  /** Ids of a peer's patches that were committed with version > since, in order; also where their rows are compacted away. */
  landed(sop: string, since: number, peer: string): Promise<string[]>;
  /** Head of a version from which the log still goes on without a gap ("" at 0); null of one that is older, or not there yet. */
  headAt(sop: string, version: number): Promise<string | null>;
  /** The lowest version after which every row is kept; 0 where there is no such SOP. */
  floor(sop: string): Promise<number>;
  /** Results of these patches, where there are any, in no special order. */
  results(sop: string, keys: readonly { peer: string; id: string }[]): Promise<ResultRecord[]>;
  /** Id of the latest judged patch of a peer; null: none. */
  lastResult(sop: string, peer: string): Promise<string | null>;
  /** Undelivered notices of an agent, in the order in which they were appended. */
  notices(sop: string, agent: string): Promise<NoticeRecord[]>;
  /** Takes notices away: they were seen. */
  takeNotices(sop: string, agent: string, ids: readonly string[]): Promise<void>;
  /** Keeps a snapshot beside the log, with the head of its version; one of the same version is replaced. Nothing where the SOP is gone. */
  saveSnapshot(sop: string, snapshot: SnapshotText, head: string): Promise<void>;
  /** The newest version whose arrival is before `time`; 0 where none is. */
  versionBefore(sop: string, time: number): Promise<number>;
  /**
   * Drops what need not be kept: rows and snapshots that only serve versions below `floor` (one snapshot at or
   * below `floor` stays, with the rows after it, and those of named and approved versions), outcomes of results before `resultsBefore`, results and notices
   * before `horizonBefore` (but for results whose row stays).
   */
  compact(sop: string, keep: { floor: number; resultsBefore: number; horizonBefore: number }): Promise<void>;
}
