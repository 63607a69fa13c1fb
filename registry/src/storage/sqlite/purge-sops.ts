import { eq, inArray, lt } from "drizzle-orm";
import type { Db } from "./connect.ts";
import {
  activity,
  agents,
  inviteUses,
  invites,
  keptVersions,
  keys,
  log,
  members,
  notices,
  peers,
  results,
  snapshots,
  sops,
  units,
} from "./schema.ts";

/**
 * Removes the SOPs deleted before `before` (ms) from every table, inside the caller's transaction; gives their ids.
 * All at once, since a SOP half removed could still be brought back.
 */
export function purgeSops(db: Db, before: number): string[] {
  const gone = db.select({ key: sops.key, id: sops.id }).from(sops).where(lt(sops.deleted_at, before)).all();
  for (const { key, id } of gone) {
    const its = db.select({ key: invites.key }).from(invites).where(eq(invites.sop, key));
    db.delete(inviteUses).where(inArray(inviteUses.invite, its)).run();
    // Guests are there for this SOP alone.
    const guests = db.select({ id: keys.agent_id }).from(keys).where(eq(keys.sop, id)).all();
    db.delete(keys).where(eq(keys.sop, id)).run();
    for (const guest of guests) db.delete(agents).where(eq(agents.agent_id, guest.id)).run();
    for (const table of [
      log,
      results,
      peers,
      notices,
      snapshots,
      keptVersions,
      invites,
      members,
      activity,
      units,
    ])
      db.delete(table).where(eq(table.sop, key)).run();
    db.delete(sops).where(eq(sops.key, key)).run();
  }
  return gone.map((sop) => sop.id);
}
