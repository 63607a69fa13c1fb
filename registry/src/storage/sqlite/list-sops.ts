import { and, desc, eq, isNull, ne, sql } from "drizzle-orm";
import type { SopListQuery, SopWithRole } from "../storage.ts";
import type { Db } from "./connect.ts";
import { members, sops } from "./schema.ts";
import { foldCase, rowToRecord } from "./sop-row.ts";

/**
 * A page of an agent's undeleted SOPs, newest first. They are found by agent and sorted then: an index in the order
 * of `updated_at` would be written with every commit, to save a sort of what one agent has.
 */
export function listSops(db: Db, query: SopListQuery): SopWithRole[] {
  const { agent, mine, q, domain, status, after, limit } = query;
  return db
    .select({ sop: sops, role: members.role })
    .from(members)
    .innerJoin(sops, eq(sops.key, members.sop))
    .where(
      and(
        eq(members.agent_id, agent),
        isNull(sops.deleted_at),
        mine === undefined ? undefined : (mine ? eq : ne)(sops.created_by, agent),
        q === undefined ? undefined : sql`instr(${sops.name_folded}, ${foldCase(q)}) > 0`,
        domain === undefined ? undefined : eq(sops.domain, domain),
        status === undefined ? undefined : eq(sops.status, status),
        after === undefined
          ? undefined
          : sql`(${sops.updated_at}, ${sops.id}) < (${after.updated_at}, ${after.id})`,
      ),
    )
    .orderBy(desc(sops.updated_at), desc(sops.id))
    .limit(limit)
    .all()
    .map(({ sop, role }) => ({ ...rowToRecord(sop), role }));
}
