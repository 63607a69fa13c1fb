import type { SopRecord } from "#registry/storage/storage.ts";
import type { Role } from "#schemas/protocol/document.ts";

/** Weakest first: a role may do what those before it may. */
const RANK: Readonly<Record<Role, number>> = { viewer: 0, editor: 1, owner: 2 };

/** The role of an agent on a SOP: its creator owns it; null: none, the SOP does not exist for that agent. */
export function roleOn(sop: Pick<SopRecord, "created_by">, agentId: string): Role | null {
  return sop.created_by === agentId ? "owner" : null;
}

/** True when `role` may do what `needed` may. */
export function isAtLeast(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed];
}
