import { and, count, eq, isNotNull } from "drizzle-orm";
import { agentOf } from "#schemas/ids.ts";
import type { Pin, VersionStore } from "../history.ts";
import type { Act } from "../sharing.ts";
import type { Db } from "./connect.ts";
import { createFloorOf } from "./floor.ts";
import { findLive } from "./find-member.ts";
import { createListVersions } from "./list-versions.ts";
import type { Read } from "./read.ts";
import { recordEvent } from "./record-event.ts";
import { keptVersions, log, sops } from "./schema.ts";
import { putSnapshot } from "./snapshots.ts";
import { approvalColumns, rowToRecord } from "./sop-row.ts";
import type { Write } from "./write.ts";

/** Versions that people told apart. */
export function createVersionStore(db: Db, read: Read, write: Write): VersionStore {
  const list = createListVersions(db, createFloorOf(db));
  return {
    list: async (id, query) => read(() => list(id, query)),
    find: async (id, version) =>
      read(() => list(id, { below: version + 1, limit: 1 }).find((kept) => kept.version === version) ?? null),
    name: (id, pin, label, act, most) => write(() => nameVersion(db, id, pin, label, act, most)),
    unname: (id, version, act) => write(() => unnameVersion(db, id, version, act)),
    approve: (id, pin, act) => write(() => approveVersion(db, id, pin, act)),
  };
}

function nameVersion(db: Db, id: string, pin: Pin, label: string, act: Act, most: number) {
  const sop = findLive(db, id);
  if (sop === undefined) return "no_sop";
  const { version } = pin.snapshot;
  const before = findMark(db, sop, version)?.label ?? null;
  if (before === label) return "same";
  if (before === null && countNamed(db, sop) >= most) return "full";
  keep(db, sop, pin, { label });
  recordEvent(db, sop, act, { kind: "version_named", version, label, before });
  return "ok";
}

function unnameVersion(db: Db, id: string, version: number, act: Act): boolean {
  const sop = findLive(db, id);
  const mark = sop === undefined ? undefined : findMark(db, sop, version);
  if (sop === undefined || mark === undefined || mark.label === null) return false;
  const its = atVersion(sop, version);
  if (mark.approved_by === null) db.delete(keptVersions).where(its).run();
  else db.update(keptVersions).set({ label: null }).where(its).run();
  recordEvent(db, sop, act, { kind: "version_unnamed", version, label: mark.label });
  return true;
}

function approveVersion(db: Db, id: string, pin: Pin, { by, at }: Act) {
  const key = findLive(db, id);
  if (key === undefined) return null;
  const read = () => {
    const row = db.select().from(sops).where(eq(sops.key, key)).get();
    if (row === undefined) throw new Error(`${id} has gone within a transaction`);
    return rowToRecord(row);
  };
  const { version } = pin.snapshot;
  const before = read();
  if (before.approved?.version === version) return { record: before, isNew: false };
  const status = before.version === version ? "approved" : "draft";
  keep(db, key, pin, { approved_by: by, approved_at: at });
  db.update(sops)
    .set({ status, ...approvalColumns({ version, by, at }), updated_at: at })
    .where(eq(sops.key, key))
    .run();
  recordEvent(db, key, { by, at }, { kind: "approved", version });
  return { record: read(), isNew: true };
}

/** Marks a version and keeps its snapshot, in the caller's transaction. */
function keep(db: Db, sop: number, pin: Pin, mark: Partial<typeof keptVersions.$inferInsert>): void {
  const { version, arrival } = pin.snapshot;
  putSnapshot(db, sop, pin.snapshot, pin.head);
  const { agent, at } = authorOf(db, sop, version, arrival);
  db.insert(keptVersions)
    .values({ sop, version, agent, at, ...mark })
    .onConflictDoUpdate({ target: [keptVersions.sop, keptVersions.version], set: mark })
    .run();
}

/** Who made a version and when; version 0 came with the SOP. */
function authorOf(db: Db, sop: number, version: number, arrival: number) {
  if (version === 0) {
    const { created_by: agent, created_at: at } = sops;
    const made = db.select({ agent, at }).from(sops).where(eq(sops.key, sop)).get();
    return made ?? { agent: null, at: arrival };
  }
  const row = db
    .select({ peer: log.peer })
    .from(log)
    .where(and(eq(log.sop, sop), eq(log.version, version)))
    .get();
  return { agent: row === undefined ? null : agentOf(row.peer), at: arrival };
}

function findMark(db: Db, sop: number, version: number) {
  return db.select().from(keptVersions).where(atVersion(sop, version)).get();
}

function countNamed(db: Db, sop: number): number {
  const named = and(eq(keptVersions.sop, sop), isNotNull(keptVersions.label));
  return db.select({ n: count() }).from(keptVersions).where(named).get()?.n ?? 0;
}

function atVersion(sop: number, version: number) {
  return and(eq(keptVersions.sop, sop), eq(keptVersions.version, version));
}
