import { and, desc, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { SopListQuery, SopRecord } from "../storage.ts";
import type { Db } from "./connect.ts";
import { sops } from "./schema.ts";
import { foldCase, rowToRecord } from "./sop-row.ts";

/**
 * A page of an agent's undeleted SOPs, newest first. They are found by agent and sorted then: an index in the order
 * of `updated_at` would be written with every commit, to save a sort of what one agent has.
 */
export function listSops(db: Db, query: SopListQuery): SopRecord[] {
  const { agent, q, domain, status, after, limit } = query;
  return db
    .select()
    .from(sops)
    .where(
      and(
        visibleTo(agent),
        isNull(sops.deleted_at),
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
    .map(rowToRecord);
}

/** Whose SOPs an agent sees: the one place to join roles in. */
function visibleTo(agent: string): SQL {
  return eq(sops.created_by, agent);
}
