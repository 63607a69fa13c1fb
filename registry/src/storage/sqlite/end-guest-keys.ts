import { and, eq, isNull, type SQL } from "drizzle-orm";
import type { Db } from "./connect.ts";
import { keys } from "./schema.ts";

/** Revokes the guests' keys of a SOP (its id) for which `which` holds; gives whose they were, and their hashes. */
export function endGuestKeys(
  db: Db,
  sop: string,
  which: SQL,
  now: number,
): { readonly agents: string[]; readonly hashes: string[] } {
  const ended = db
    .update(keys)
    .set({ revoked_at: now })
    .where(and(eq(keys.sop, sop), which, isNull(keys.revoked_at)))
    .returning({ agent: keys.agent_id, hash: keys.hash })
    .all();
  return { agents: [...new Set(ended.map(({ agent }) => agent))], hashes: ended.map(({ hash }) => hash) };
}
