import type { Append } from "#registry/storage/storage.ts";
import type { Locks } from "#registry/room/locks.ts";
import type { Effect } from "#schemas/change/op.ts";
import { Finding } from "./finding.ts";

/**
 * Asks of every row that is about to be stored whether it changes a node that another peer holds. Locks are given between
 * two batches only: what is held now was held when the row was judged.
 */
export function checkLocks(group: readonly Append[], locks: Pick<Locks, "holderOf">): void {
  for (const { rows } of group) {
    for (const { peer, id, ops } of rows) {
      for (const { path } of JSON.parse(ops) as Effect[]) {
        const [, map, node = ""] = path.split("/");
        const holder = map === "nodes" ? locks.holderOf(node) : undefined;
        if (holder !== undefined && holder !== peer)
          throw new Finding("lock_ignored", `${id} of ${peer} changes ${path}, which ${holder} holds`);
      }
    }
  }
}
