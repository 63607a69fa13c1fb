import { and, count, eq, isNull } from "drizzle-orm";
import type { Db } from "./connect.ts";
import { members, sops } from "./schema.ts";

/** A row of the members, as it is kept. */
export type MemberRow = typeof members.$inferSelect;

/** The number of a SOP that is not deleted; undefined: there is none. For use inside a transaction. */
export function findLive(db: Db, id: string): number | undefined {
  const row = db
    .select({ key: sops.key })
    .from(sops)
    .where(and(eq(sops.id, id), isNull(sops.deleted_at)))
    .get();
  return row?.key;
}

/** What an agent is on a SOP (its number). */
export function findMember(db: Db, sop: number, agent: string): MemberRow | undefined {
  return db
    .select()
    .from(members)
    .where(and(eq(members.sop, sop), eq(members.agent_id, agent)))
    .get();
}

/** True where this member's going would leave the SOP without an owner. */
export function isLastOwner(db: Db, { sop, role }: MemberRow): boolean {
  if (role !== "owner") return false;
  const owners = db
    .select({ n: count() })
    .from(members)
    .where(and(eq(members.sop, sop), eq(members.role, "owner")))
    .get();
  return (owners?.n ?? 0) <= 1;
}
