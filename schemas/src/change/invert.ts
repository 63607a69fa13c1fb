import { equalJson, isArray, isObject, type Json } from "../json.ts";
import type { PlaceChange } from "./changes.ts";
import { pathOf } from "./draft.ts";
import { invertList } from "./invert-list.ts";
import type { PatchOp } from "./op.ts";
import { literalValue } from "./pending.ts";
import { tracesOf } from "./registers.ts";
import type { Origin } from "./stamp.ts";
import { edgesOf, isAlive, recordOf, valueOf, type SopState } from "./state.ts";

/** The ops that take a commit back, made on the newest version, and what they leave alone. */
export interface Inverse {
  readonly ops: readonly PatchOp[];
  readonly skipped: readonly Skipped[];
}

/** `changed_since`: others wrote there, or tied edges to it; `end_gone`: an edge whose node does not come back. */
export interface Skipped {
  readonly path: string;
  readonly reason: "changed_since" | "end_gone";
}

/**
 * O6: takes back what `undone` changed, last place first, wherever nobody wrote since. A removed node comes back
 * with the edges that went with it; an added one stays where others wrote in it or attached edges.
 */
export function invert(state: SopState, undone: Origin, changes: readonly PlaceChange[]): Inverse {
  const returning = new Set(
    changes.flatMap(({ ref, after }) => (ref.kind === "node" && after === undefined ? [ref.id] : [])),
  );
  const ops: PatchOp[] = [];
  const skipped: Skipped[] = [];
  for (const change of [...changes].sort(nodesBackFirst)) {
    const path = pathOf(change.ref, change.tokens);
    if (isDangling(state, change, returning)) skipped.push({ path, reason: "end_gone" });
    else {
      const taken = takeBack(state, undone, change, path);
      if (taken === null) skipped.push({ path, reason: "changed_since" });
      else ops.push(...taken);
    }
  }
  return { ops, skipped };
}

/** Null: the place is not the undone patch's any more. */
function takeBack(
  state: SopState,
  undone: Origin,
  change: PlaceChange,
  path: string,
): readonly PatchOp[] | null {
  const { ref, tokens, before, after } = change;
  const root = valueOf(state, ref);
  const now = root === undefined ? undefined : literalValue(root, tokens);
  if (isArray(before) && isArray(after) && isArray(now)) {
    const ops = invertList(state, undone, change);
    if (ops !== null) return ops;
  }
  if (!equalJson(now, after) || isTouchedSince(state, undone, change)) return null;
  if (before === undefined) return [{ op: "remove", path }];
  return [{ op: now === undefined ? "add" : "replace", path, value: before }];
}

/** Nodes come back before edges, and go after them. */
export function nodesBackFirst(a: PlaceChange, b: PlaceChange): number {
  return rank(a) - rank(b);
}

function rank({ ref, tokens, before, after }: PlaceChange): number {
  if (tokens.length > 0 || ref.kind === "meta") return 2;
  if (after === undefined) return ref.kind === "node" ? 0 : 1;
  return before !== undefined ? 2 : ref.kind === "edge" ? 3 : 4;
}

/** Whether somebody wrote at, above or below the place, or tied an edge to the node, after the undone commit. */
function isTouchedSince(state: SopState, undone: Origin, { ref, tokens, before }: PlaceChange): boolean {
  const record = recordOf(state, ref);
  const isLater = (version: number) => version > undone.version;
  const isNear = (steps: readonly (string | number)[]) =>
    tokens.every((token, i) => steps[i] === undefined || String(steps[i]) === token);
  const traces = tracesOf(record?.reg ?? null, []);
  if (traces.some(({ mark, steps }) => isLater(mark.version) && isNear(steps))) return true;
  const key = tokens[0];
  const isEnd = key === "source" || key === "target" || key === "sourceHandle" || key === "targetHandle";
  if (ref.kind === "edge" && isEnd) return isLater(record?.ends?.[key].at(-1)?.mark?.version ?? 0);
  if (ref.kind !== "node" || tokens.length > 0 || before !== undefined) return false;
  return [...edgesOf(state, ref.id)].some((id) => isLater(tiedAt(state, id, ref.id)));
}

/** The version in which an edge was tied to a node: by its birth, or by a re-target. */
function tiedAt(state: SopState, edge: string, node: string): number {
  const record = recordOf(state, { kind: "edge", id: edge });
  const tops = [record?.ends?.source.at(-1), record?.ends?.target.at(-1)];
  const ties = tops.map((top) => (top?.value === node ? (top.mark?.version ?? 0) : 0));
  return Math.max(record?.birth?.version ?? 0, ...ties);
}

/** An edge that would come back, or go back, to a node that is gone and does not come back with it. */
function isDangling(
  state: SopState,
  { ref, tokens, before, after }: PlaceChange,
  returning: ReadonlySet<string>,
): boolean {
  if (ref.kind !== "edge") return false;
  const isGone = (end: Json | undefined) =>
    typeof end === "string" && !isAlive(state, end) && !returning.has(end);
  if (tokens.length === 0)
    return after === undefined && isObject(before) && (isGone(before.source) || isGone(before.target));
  return (tokens[0] === "source" || tokens[0] === "target") && isGone(before);
}
