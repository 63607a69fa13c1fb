import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "./connect.ts";
import { createFindResult } from "./find-result.ts";
import { prepareFast } from "./prepare-fast.ts";
import { log, notices, peers, results, sops } from "./schema.ts";

/** The statements of an append, prepared once. */
export type AppendStatements = ReturnType<typeof prepareAppend>;

/** Prepares the statements of an append on a connection. */
export function prepareAppend(db: Db) {
  return {
    findOpen: findOpen(db),
    advance: advance(db),
    rename: rename(db),
    findResult: createFindResult(db),
    insertRow: insertRow(db),
    insertResult: insertResult(db),
    setLast: setLast(db),
    insertNotice: insertNotice(db),
  };
}

const p = (name: string) => sql.placeholder(name);

function findOpen(db: Db) {
  return db
    .select({ key: sops.key })
    .from(sops)
    .where(and(eq(sops.id, p("id")), isNull(sops.deleted_at)))
    .prepare();
}

/** Moves an envelope from one version to another, a draft from then on, and nothing where it stands elsewhere. */
function advance(db: Db) {
  const query = db
    .update(sops)
    .set({
      version: sql`${p("to")}`,
      head: sql`${p("head")}`,
      updated_at: sql`${p("at")}`,
      status: sql`'draft'`,
    })
    .where(and(eq(sops.id, p("id")), eq(sops.version, p("from")), isNull(sops.deleted_at)))
    .returning({ key: sops.key });
  type Values = [to: number, head: string, at: number, id: string, from: number];
  return prepareFast<{ key: number }, Values>(db, query, ["to", "head", "at", "id", "from"]);
}

function rename(db: Db) {
  return db
    .update(sops)
    .set({ name: sql`${p("name")}`, name_folded: sql`${p("folded")}`, domain: sql`${p("domain")}` })
    .where(eq(sops.key, p("sop")))
    .prepare();
}

function insertRow(db: Db) {
  const columns = {
    sop: p("sop"),
    version: p("version"),
    head: p("head"),
    id: p("id"),
    peer: p("peer"),
    ts: p("ts"),
    arrival: p("arrival"),
    hash: p("hash"),
    outcome: p("outcome"),
    ops: p("ops"),
    delta: p("delta"),
  };
  type Values = [
    sop: number,
    version: number,
    head: string,
    id: string,
    peer: string,
    ts: number,
    arrival: number,
    hash: string | null,
    outcome: string | null,
    ops: string,
    delta: string,
  ];
  return prepareFast<unknown, Values>(db, db.insert(log).values(columns), Object.keys(columns));
}

function insertResult(db: Db) {
  return db
    .insert(results)
    .values({
      sop: p("sop"),
      id: p("id"),
      peer: p("peer"),
      hash: p("hash"),
      version: p("version"),
      at: p("at"),
      outcome: p("outcome"),
    })
    .prepare();
}

function setLast(db: Db) {
  const query = db
    .insert(peers)
    .values({ sop: p("sop"), peer: p("peer"), last: p("last"), at: p("at") })
    .onConflictDoUpdate({
      target: [peers.sop, peers.peer],
      set: { last: sql`excluded.last`, at: sql`excluded.at` },
    });
  type Values = [sop: number, peer: string, last: string, at: number];
  return prepareFast<unknown, Values>(db, query, ["sop", "peer", "last", "at"]);
}

function insertNotice(db: Db) {
  return db
    .insert(notices)
    .values({
      sop: p("sop"),
      agent: p("agent"),
      id: p("id"),
      patch: p("patch"),
      code: p("code"),
      path: p("path"),
      by: p("by"),
      detail: p("detail"),
      at: p("at"),
    })
    .prepare();
}
