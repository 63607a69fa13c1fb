import type { PlaceChange } from "../change/changes.ts";
import { pathOf } from "../change/draft.ts";
import { applyLiterally, literalValue } from "../change/pending.ts";
import { tracesOf } from "../change/registers.ts";
import { edgesOf, isAlive, putValue, recordOf, valueOf, type SopState } from "../change/state.ts";
import { refKey } from "../change/target.ts";
import { equalJson, isArray, isObject, type Json, type JsonObject } from "../json.ts";
import { revertList, type RevertedList } from "./revert-list.ts";
import { skip, touchesOn, type Revert } from "./revert.ts";
import { areOverlapping, type Touch } from "./touches.ts";

/** Takes one touch back where its place is still as it left it, or notes what keeps it from that. */
export function takeBack(revert: Revert, touch: Touch): void {
  const { change } = touch;
  const now = readPlace(revert.work, change);
  if (revert.lists.get(placeOf(change)) === true || equalJson(now, change.before)) return;
  const blocker = findBlocker(revert, touch);
  if (blocker !== null && takeListBack(revert, touch, now)) return;
  if (blocker !== null || !equalJson(now, change.after)) {
    skip(revert, touch, "changed_since", blocker?.by);
    return;
  }
  const end = missingEnd(revert.work, change);
  if (end !== undefined) {
    skip(revert, touch, "end_gone", removalOf(revert, end));
    return;
  }
  const tie = edgeOn(revert, change);
  if (tie !== undefined) {
    skip(revert, touch, "changed_since", tie.by);
    return;
  }
  if (putPlace(revert.work, change, now)) revert.undone.add(touch.version);
  else skip(revert, touch, "changed_since", undefined);
}

/** What keeps a place from being taken back; `by` undefined: it is not known any more whose work. */
interface Blocker {
  readonly by: Touch | undefined;
}

/** Others' later work at, above or below the place, or an own later touch there that others' work kept. */
function findBlocker(revert: Revert, { version, change }: Touch): Blocker | null {
  const touches = touchesOn(revert, change);
  for (let i = touches.length - 1; i >= 0; i--) {
    const other = touches[i];
    if (other === undefined || other.version <= version) break;
    if (!revert.isOwn(other.peer) && areOverlapping(other.change.tokens, change.tokens)) return { by: other };
  }
  for (const kept of revert.skipped.get(refKey(change.ref)) ?? [])
    if (kept.version > version && areOverlapping(kept.change.tokens, change.tokens)) return { by: kept.by };
  return findEqualWrite(revert, version, change);
}

/** Somebody wrote the very value that was there: no place changed, and yet it is their word now. */
function findEqualWrite({ state, isOwn }: Revert, since: number, change: PlaceChange): Blocker | null {
  const traces = tracesOf(recordOf(state, change.ref)?.reg ?? null, []);
  const write = traces.find(
    ({ mark, steps }) =>
      mark.version > since && !isOwn(mark.peer) && areOverlapping(steps.map(String), change.tokens),
  );
  if (write === undefined) return null;
  const { version, peer } = write.mark;
  return { by: { version, peer, change } };
}

/** Takes all own touches of a list back, element by element; false: it has to be judged as one value. */
function takeListBack(revert: Revert, touch: Touch, now: Json | undefined): boolean {
  const place = placeOf(touch.change);
  if (!isArray(now) || revert.lists.has(place)) return false;
  const list = revertListAt(revert, touch.change, now);
  const isDone = list !== null && putPlace(revert.work, { ...touch.change, before: list.value }, now);
  revert.lists.set(place, isDone);
  if (!isDone) return false;
  for (const version of list.undone) revert.undone.add(version);
  if (list.blocker !== null) skip(revert, touch, "changed_since", list.blocker);
  return true;
}

function revertListAt(revert: Revert, change: PlaceChange, now: readonly Json[]): RevertedList | null {
  if (!equalJson(now, readPlace(revert.state, change))) return null;
  const near = touchesOn(revert, change).filter((other) =>
    areOverlapping(other.change.tokens, change.tokens),
  );
  if (!near.every((other) => placeOf(other.change) === placeOf(change))) return null;
  return revertList(revert.state, near, now, revert.isOwn);
}

/** The node that an edge would come back, or go back, to and that is gone. */
function missingEnd(work: SopState, { ref, tokens, before, after }: PlaceChange): string | undefined {
  if (ref.kind !== "edge") return undefined;
  const isGone = (end: Json | undefined): end is string => typeof end === "string" && !isAlive(work, end);
  if (tokens.length === 0) {
    const ends = isObject(before) ? [before.source, before.target] : [];
    return after === undefined ? ends.find(isGone) : undefined;
  }
  return (tokens[0] === "source" || tokens[0] === "target") && isGone(before) ? before : undefined;
}

function removalOf(revert: Revert, node: string): Touch | undefined {
  const ref = { kind: "node", id: node } as const;
  return touchesOn(revert, { ref }).findLast(
    ({ change }) => change.tokens.length === 0 && change.after === undefined,
  );
}

/** An edge on a node that would go: it would go along, and is others' or has their work in it. */
function edgeOn(revert: Revert, { ref, tokens, before }: PlaceChange): Blocker | undefined {
  if (ref.kind !== "node" || tokens.length > 0 || before !== undefined) return undefined;
  const edges = [...edgesOf(revert.work, ref.id)];
  const touches = edges.flatMap((id) => touchesOn(revert, { ref: { kind: "edge", id } }));
  const others = touches.filter(({ peer }) => !revert.isOwn(peer));
  const last = others.toSorted((a, b) => a.version - b.version).at(-1);
  return edges.length === 0 ? undefined : { by: last };
}

function readPlace(graph: SopState, { ref, tokens }: PlaceChange): Json | undefined {
  const root = valueOf(graph, ref);
  return root === undefined ? undefined : literalValue(root, tokens);
}

/** Puts the value before a change in its place; false where that place is not there any more. */
function putPlace(graph: SopState, { ref, tokens, before }: PlaceChange, now: Json | undefined): boolean {
  if (tokens.length === 0) {
    putValue(graph, ref, before as JsonObject | undefined);
    return true;
  }
  const root = valueOf(graph, ref);
  const kind = before === undefined ? "remove" : now === undefined ? "add" : "replace";
  const changed = root === undefined ? undefined : applyLiterally(root, tokens, kind, before);
  if (changed !== undefined) putValue(graph, ref, changed as JsonObject);
  return changed !== undefined;
}

function placeOf({ ref, tokens }: PlaceChange): string {
  return pathOf(ref, tokens);
}
