import type { Effect } from "#schemas/change/op.ts";
import type { OpResult, PatchEvent } from "#schemas/protocol/server-message.ts";
import type { MadeEdit } from "./ledger.ts";
import type { BookedRow } from "./log-book.ts";
import type { World } from "./world.ts";

/**
 * Whether an own echo must leave what is shown as it is: where the registry says that all of it stands, whatever others
 * did meanwhile. Left out is what lay literally on a history that the registry has lost (Y14), and, in a list, a time
 * that was pulled back to just when somebody else's counts: which of the two is newer then is by their names.
 */
export function mustStay({ ledger, words, log }: World, echo: PatchEvent): boolean {
  const edit = ledger.edits.get(echo.id);
  if (edit === undefined || edit.base === null) return false;
  if (!words.outcomeOf(echo.id).every((result) => isShift(result, edit))) return false;
  if (echo.ts === edit.ts) return true;
  const lists = new Set(edit.ops.map(({ path }) => listOf(path)).filter((list) => list !== null));
  const isTied = ({ ts, ops }: BookedRow) =>
    ts === echo.ts && ops.some(({ path }) => lists.has(listOf(path) ?? ""));
  return !log.rows.slice(edit.base, echo.version - 1).some(isTied);
}

/** Merged: it stands, at another index than it was written with. */
function isShift({ op, status }: OpResult, { ops }: MadeEdit): boolean {
  return status === "merged" && listOf(ops[op]?.path ?? "") !== null;
}

/** The path of the list in which an op says where; null: it does not. */
function listOf(path: Effect["path"]): string | null {
  return /^(.*)\/(?:\d+|-)(?:\/.*)?$/.exec(path)?.[1] ?? null;
}
