import type { Effect } from "#schemas/change/op.ts";
import type { OpResult, PatchEvent } from "#schemas/protocol/server-message.ts";
import type { MadeEdit } from "./ledger.ts";
import type { BookedRow } from "./log-book.ts";
import type { World } from "./world.ts";

/**
 * Whether an own echo must leave what is shown as it is: where the registry says that all of it stands, whatever others
 * did in the same entities meanwhile. `from`: the version from which on the client has followed every patch. What it
 * cannot know is not asked of it: where in a gap of a list the registry puts an element beside others that were taken
 * out there (Y21), and how writes count that were stamped behind what their authors had seen.
 */
export function mustStay({ ledger, words, log }: World, echo: PatchEvent, from: number): boolean {
  const edit = ledger.edits.get(echo.id);
  if (edit === undefined || edit.base === null) return false;
  if (!words.outcomeOf(echo.id).every((result) => isShift(result, edit))) return false;
  if (fallsBack(edit, echo)) return false;
  // What it did counts too: a removal takes edges along that its author had never seen.
  const mine = new Set([...edit.ops, ...echo.ops].map(({ path }) => entityOf(path)));
  const others = log.rows
    .slice(edit.base, echo.version - 1)
    .filter(({ peer, ops }) => peer !== edit.peer && ops.some(({ path }) => mine.has(entityOf(path))));
  if (others.length === 0) return true;
  if (edit.base < from || echo.ts !== edit.ts) return false;
  const lists = new Set(edit.ops.map(({ path }) => listOf(path)).filter((list) => list !== null));
  return [...lists].every((list) => {
    const inList = others.filter(({ ops }) => ops.some(({ path }) => listOf(path) === list));
    return !isMixed(inList, list) && areTimely(log.rows.slice(0, echo.version - 1), inList, edit, list);
  });
}

/** An edge of which others wrote an end or a handle unseen goes back to what it was (T6), or loses the handle (T8). */
function fallsBack({ ops }: MadeEdit, echo: PatchEvent): boolean {
  const isNamed = (place: string) =>
    ops.some(({ path }) => path !== "" && `${place}/`.startsWith(`${path}/`));
  const places = echo.ops.map(({ path }) => path).filter((path) => /^\/edges\/[^/]*\//.test(path));
  return places.some((place) => !isNamed(place));
}

/** Merged: it stands, at another index than it was written with. */
function isShift({ op, status }: OpResult, { ops }: MadeEdit): boolean {
  return status === "merged" && listOf(ops[op]?.path ?? "") !== null;
}

/** Something was taken out, and something put in by somebody who may not have seen that. */
function isMixed(rows: readonly BookedRow[], list: string): boolean {
  const inside = (row: BookedRow) => row.ops.filter(({ path }) => listOf(path) === list);
  const kinds = new Set(rows.flatMap((row) => inside(row).map(({ op }) => op)));
  return rows.length > 1 && kinds.has("remove") && kinds.has("add");
}

/** Nobody's time lies before a write above the list that they had seen: such a time alone does not say how it counts. */
function areTimely(
  history: readonly BookedRow[],
  inList: readonly BookedRow[],
  { ts }: MadeEdit,
  list: string,
): boolean {
  const above = history.filter(({ ops }) => ops.some(({ path }) => list.startsWith(path)));
  const newest = Math.max(...above.map((row) => row.ts));
  return Math.min(ts, ...inList.map((row) => row.ts)) > newest;
}

/** The path of the list in which an op says where; null: it does not. */
function listOf(path: Effect["path"]): string | null {
  return /^(.*)\/(?:\d+|-)(?:\/.*)?$/.exec(path)?.[1] ?? null;
}

/** What is beside the maps counts as one. */
function entityOf(path: string): string {
  return /^\/(?:nodes|edges)\/[^/]*/.exec(path)?.[0] ?? "";
}
