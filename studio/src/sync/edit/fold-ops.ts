import type { PatchOp } from "#schemas/change/op.ts";
import { applyLiterally } from "#schemas/change/pending.ts";
import { parseIndex, parsePointer } from "#schemas/change/pointer.ts";
import type { Ref } from "#schemas/change/state.ts";
import { refKey, targetOf } from "#schemas/change/target.ts";
import type { Json } from "#schemas/json.ts";

/**
 * Y44: ops with the same effect, laid in order, where a later write to a place took the earlier one in. What shifts
 * elements, removes or compares is left where it is, and nothing is folded across it.
 */
export function foldOps(ops: readonly PatchOp[]): PatchOp[] {
  const fold: Fold = { ops: [], openByEntity: new Map() };
  for (const op of ops) {
    const target = targetOf(parsePointer(op.path) ?? []);
    const isEntityRemoval = target.kind === "entity" && op.op === "remove";
    const isOther = op.op === "move" || op.op === "copy" || op.op === "test";
    if (target.kind === "whole" || isOther || isEntityRemoval) {
      fold.openByEntity.clear();
      fold.ops.push(op);
    } else foldWrite(fold, op, target.ref, target.kind === "entity" ? [] : target.tokens);
  }
  return fold.ops.filter((op) => op !== null);
}

/** Ops folded so far; null: taken in by a later one. */
interface Fold {
  readonly ops: (PatchOp | null)[];
  /** Writes that later ops may go into or cover; of one entity, no two lie within each other. */
  readonly openByEntity: Map<string, readonly Open[]>;
}

interface Open {
  readonly tokens: readonly string[];
  readonly at: number;
}

type Write = Extract<PatchOp, { op: "add" | "replace" | "remove" }>;

function foldWrite(fold: Fold, op: Write, ref: Ref, tokens: readonly string[]): void {
  const key = refKey(ref);
  const open = fold.openByEntity.get(key) ?? [];
  const above = open.find(({ tokens: outer }) => outer.length < tokens.length && isWithin(tokens, outer));
  const merged =
    above === undefined ? null : layInto(fold.ops[above.at], op, tokens.slice(above.tokens.length));
  if (above !== undefined && merged !== null)
    return put(fold, ref, { op: merged, tokens: above.tokens, covered: [above] });
  if (op.op === "remove" || mayShift(op, tokens)) {
    fold.openByEntity.delete(key);
    fold.ops.push(op);
    return;
  }
  const covered = open.filter((other) => isWithin(other.tokens, tokens));
  const same = covered.find((other) => other.tokens.length === tokens.length);
  const kind = same === undefined ? op.op : (fold.ops[same.at] as PatchOp).op;
  put(fold, ref, { op: { ...op, op: kind } as PatchOp, tokens, covered });
}

/**
 * Puts a write in for those that it covers. A node stays where it came first, since edges may be tied to it further
 * on; an edge comes last, since its ends may have come meanwhile.
 */
function put(
  fold: Fold,
  ref: Ref,
  { op, tokens, covered }: { op: PatchOp; tokens: readonly string[]; covered: readonly Open[] },
): void {
  const open = fold.openByEntity.get(refKey(ref)) ?? [];
  const same = covered.find((other) => other.tokens.length === tokens.length);
  const at = same === undefined || ref.kind === "edge" ? fold.ops.length : same.at;
  for (const other of covered) fold.ops[other.at] = null;
  fold.ops[at] = op;
  const others = open.filter((other) => !covered.includes(other));
  fold.openByEntity.set(refKey(ref), [...others, { tokens, at }]);
}

/** An earlier write with a later one laid into its value; null where that finds no place in it. */
function layInto(earlier: PatchOp | null | undefined, op: Write, inner: readonly string[]): PatchOp | null {
  if (earlier === null || earlier === undefined || !("value" in earlier)) return null;
  const value = op.op === "remove" ? undefined : (op.value as Json);
  const changed = applyLiterally(earlier.value as Json, inner, op.op, value);
  return changed === undefined ? null : { ...earlier, value: changed };
}

/** An add at what may be an index puts an element in: it is no write to a place. */
function mayShift(op: PatchOp, tokens: readonly string[]): boolean {
  const last = tokens.at(-1);
  return op.op === "add" && last !== undefined && (last === "-" || parseIndex(last) !== null);
}

function isWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return outer.length <= inner.length && outer.every((token, i) => token === inner[i]);
}
