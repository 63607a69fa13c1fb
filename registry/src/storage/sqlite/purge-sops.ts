import { and, eq, inArray, lt } from "drizzle-orm";
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
import type { Write } from "./write.ts";

/**
 * Removes the SOPs deleted before `before` (ms) from every table, each in a transaction of its own: half removed it
 * could still be brought back, and all together would keep the rooms waiting. Gives their ids.
 */
export async function purgeSops(db: Db, write: Write, before: number): Promise<string[]> {
  const gone = db.select({ key: sops.key, id: sops.id }).from(sops).where(lt(sops.deleted_at, before)).all();
  const purged: string[] = [];
  for (const { key, id } of gone) {
    if (await write(() => purgeSop(db, key, id, before))) purged.push(id);
    await new Promise(setImmediate);
  }
  return purged;
}

/** False: it was brought back meanwhile. */
function purgeSop(db: Db, key: number, id: string, before: number): boolean {
  const isGone = and(eq(sops.key, key), lt(sops.deleted_at, before));
  if (db.select({ key: sops.key }).from(sops).where(isGone).get() === undefined) return false;
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
  return true;
}
