import { agentOf } from "#schemas/ids.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { Finding } from "./finding.ts";
import type { MadeEdit } from "./ledger.ts";
import type { LogBook } from "./log-book.ts";
import type { Tab } from "./tab.ts";
import type { World } from "./world.ts";

/** Undoes or redoes, where it is known what is the author's own: with nothing on its way. */
export function undoWatched(world: World, tab: Tab, way: "undo" | "redo"): void {
  const { client } = tab;
  if (client === null) return;
  const { kept, sent, unkept } = client.status;
  if (kept + sent + unkept === 0) tab.undoneAt = { version: client.version, way };
  client[way]();
}

/** Looks at an undo that came to the disk: what others wrote last, as far as its author knew, it leaves alone. */
export function checkUndo(log: LogBook, { id, kind, ops, base, peer }: MadeEdit, sawAll: boolean): void {
  if (kind !== "undo" || base === null || !sawAll) return;
  for (const op of ops) {
    const writer = lastWriter(log, base, op);
    if (writer !== undefined && agentOf(writer) !== agentOf(peer))
      throw new Finding(
        "undo_hit_others",
        `${id} of ${peer}: ${op.op} ${op.path}, last written by ${writer}`,
      );
  }
}

/** Who wrote exactly there last, up to a version; what lies above or below says less and is not asked. */
function lastWriter(log: LogBook, base: number, { op, path }: PatchOp): string | undefined {
  if (op !== "replace") return undefined;
  const row = log.rows.slice(0, base).findLast(({ ops }) => ops.some((effect) => effect.path === path));
  return row?.peer;
}
