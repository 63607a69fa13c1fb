import type { PatchOp } from "#schemas/change/op.ts";
import { literalValue } from "#schemas/change/pending.ts";
import { equalJson, isArray, isObject } from "#schemas/json.ts";
import { layOp, type LaidOp } from "../edit/lay-op.ts";
import { edgesAt, entityOn, isThere, pathTo, type Sheet } from "../edit/sheet.ts";
import { endsOf } from "../edit/ties.ts";
import type { UndoResult } from "../types.ts";
import type { ListOp } from "./list-work.ts";
import type { Place } from "./step.ts";
import { takeBackList } from "./take-back-value.ts";

/** A place that was left alone. */
export type Skipped = UndoResult["skipped"][number];

/** What taking a patch's places back came to. */
export interface TakenBack {
  readonly ops: readonly PatchOp[];
  readonly skipped: readonly Skipped[];
}

/** Takes the places of one patch back on a sheet, wherever they are still mine, and lays what that takes on it. */
export function takeBack(sheet: Sheet, places: readonly Place[]): TakenBack {
  const ops: PatchOp[] = [];
  const skipped: Skipped[] = [];
  for (const place of places.toSorted((a, b) => rank(a) - rank(b))) {
    const { ops: taken, reason } = takeBackPlace(sheet, place);
    if (reason !== null) skipped.push({ path: pathTo(place.ref, place.tokens), reason });
    for (const op of taken) {
      layOp(sheet, op);
      ops.push(op);
    }
  }
  return { ops, skipped };
}

interface PlaceTakenBack {
  readonly ops: readonly LaidOp[];
  /** Why something of it, or all, was left alone. */
  readonly reason: Skipped["reason"] | null;
}

const LEFT_ALONE: PlaceTakenBack = { ops: [], reason: "changed_since" };

function takeBackPlace(sheet: Sheet, place: Place): PlaceTakenBack {
  const { ref, tokens, before, after, isTouched } = place;
  const root = entityOn(sheet, ref);
  const isHeld = tokens.length === 0 || isObject(root && literalValue(root, tokens.slice(0, -1)));
  if (isTouched || !isHeld) return LEFT_ALONE;
  const now = root === undefined ? undefined : literalValue(root, tokens);
  const list = isArray(before) && isArray(after) && isArray(now) ? takeBackList(before, after, now) : null;
  if (list !== null) {
    const ops = list.ops.map((op) => opInList(place, op));
    return { ops, reason: list.isWhole ? null : "changed_since" };
  }
  if (!equalJson(now, after) || hasNewEdges(sheet, place)) return LEFT_ALONE;
  if (endsAgain(place).some((end) => !isThere(sheet, end))) return { ops: [], reason: "end_gone" };
  return { ops: [backOp(place)], reason: null };
}

/** The op for a place that is as I left it. */
function backOp({ ref, tokens, before, after }: Place): LaidOp {
  const path = pathTo(ref, tokens);
  if (before === undefined) return { op: "remove", path };
  return { op: after === undefined ? "add" : "replace", path, value: before };
}

/** Nodes come back before edges, and go after them; a member's old name takes the place of the new one (N9). */
function rank({ ref, tokens, before, after }: Place): number {
  if (tokens.length > 0 || ref.kind === "meta") return before === undefined ? 1.5 : 2;
  if (after === undefined) return ref.kind === "node" ? 0 : 1;
  return before !== undefined ? 2 : ref.kind === "edge" ? 3 : 4;
}

/** A node that I added, and that has edges which this undo does not take away: somebody built on it. */
function hasNewEdges(sheet: Sheet, { ref, tokens, before }: Place): boolean {
  return (
    ref.kind === "node" && tokens.length === 0 && before === undefined && edgesAt(sheet, ref.id).length > 0
  );
}

/** The nodes to which an edge comes back, or goes back. */
function endsAgain({ ref, tokens, before }: Place): readonly string[] {
  if (ref.kind !== "edge") return [];
  if (tokens.length === 0) return isObject(before) ? endsOf(before) : [];
  const isEnd = tokens[0] === "source" || tokens[0] === "target";
  return isEnd && typeof before === "string" ? [before] : [];
}

function opInList({ ref, tokens }: Place, op: ListOp): LaidOp {
  const pathIn = (inner: ListOp["tokens"]): string => pathTo(ref, [...tokens, ...inner]);
  const path = pathIn(op.tokens);
  if (op.op === "move") return { op: op.op, from: pathIn(op.from), path };
  return op.op === "remove" ? { op: op.op, path } : { op: op.op, path, value: op.value };
}
