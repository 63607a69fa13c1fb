import { and, eq, sql } from "drizzle-orm";
import type { SopStore } from "../storage.ts";
import type { Db } from "./connect.ts";
import { listSops } from "./list-sops.ts";
import { purgeSops } from "./purge-sops.ts";
import { members, snapshots, sops, units } from "./schema.ts";
import { textsToColumns } from "./snapshots.ts";
import { approvalColumns, recordToRow, rowToRecord } from "./sop-row.ts";
import type { Write } from "./write.ts";

/** Envelopes. */
export function createSopStore(db: Db, write: Write): SopStore {
  const byId = db
    .select()
    .from(sops)
    .where(eq(sops.id, sql.placeholder("id")))
    .prepare();
  const forAgent = db
    .select({ sop: sops, role: members.role })
    .from(sops)
    .innerJoin(members, and(eq(members.sop, sops.key), eq(members.agent_id, sql.placeholder("agent"))))
    .where(eq(sops.id, sql.placeholder("id")))
    .prepare();
  const restById = db
    .select({ rest: units.rest })
    .from(units)
    .innerJoin(sops, eq(sops.key, units.sop))
    .where(eq(sops.id, sql.placeholder("id")))
    .prepare();
  return {
    create: (sop, snapshot, unitRest) =>
      write(() => {
        const [row] = db
          .insert(sops)
          .values(recordToRow(sop))
          .onConflictDoNothing()
          .returning({ key: sops.key })
          .all();
        if (row === undefined) return "taken";
        const { version, arrival } = snapshot;
        db.insert(snapshots)
          .values({ sop: row.key, version, head: sop.head, arrival, ...textsToColumns(snapshot) })
          .run();
        if (unitRest !== undefined) db.insert(units).values({ sop: row.key, rest: unitRest }).run();
        const owner = {
          agent_id: sop.created_by,
          role: "owner",
          since: sop.created_at,
          guest: false,
        } as const;
        db.insert(members)
          .values({ sop: row.key, ...owner })
          .run();
        return "ok";
      }),
    unitRest: async (id) => restById.get({ id })?.rest ?? null,
    find: async (id) => {
      const row = byId.get({ id });
      return row === undefined ? null : rowToRecord(row);
    },
    findFor: async (id, agent) => {
      const row = forAgent.get({ id, agent });
      return row === undefined ? null : { ...rowToRecord(row.sop), role: row.role };
    },
    list: async (query) => listSops(db, query),
    update: (id, { approved, ...change }) =>
      write(() => {
        const columns = approved === undefined ? change : { ...change, ...approvalColumns(approved) };
        // A change of nothing is no SQL; it still tells whether there is such a SOP.
        if (Object.values(columns).every((value) => value === undefined))
          return byId.get({ id }) !== undefined;
        return (
          db.update(sops).set(columns).where(eq(sops.id, id)).returning({ key: sops.key }).all().length > 0
        );
      }),
    purge: (before) => purgeSops(db, write, before),
  };
}
