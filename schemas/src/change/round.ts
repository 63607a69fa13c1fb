import type { PatchCode } from "../protocol/codes.ts";
import { rollBack, savepoint, type Draft } from "./draft.ts";
import { addEntity } from "./entity-add.ts";
import type { PendingAdds } from "./pending.ts";
import type { ParsedOp } from "./syntax.ts";
import { refKey, type Target } from "./target.ts";
import { isRefused, refuse, type Verdict } from "./verdict.ts";

/** The fate of each op: nearly always one verdict; one for each part of a three-way replace. */
type Fates = (readonly Verdict[] | undefined)[];

/** One round of judging a patch's ops in order. */
export interface Round {
  readonly draft: Draft;
  readonly ops: readonly ParsedOp[];
  readonly fates: Fates;
  /** Ops refused in an earlier round, which are not judged again. */
  readonly excluded: ReadonlyMap<number, Verdict>;
  readonly pending: PendingAdds;
  /** Entities whose add was refused in this patch: what was meant for them does not hit another's (N4). */
  readonly refusedAdds: Map<string, Verdict>;
  /** Adds that make a replace of an earlier removal in the patch: add by removal (N4). */
  readonly replaces: Map<number, number>;
  /** Ops that must be refused as a whole, but have left something behind: the round is judged again without them. */
  readonly retry: Map<number, Verdict>;
}

/** A round of judging that has not begun. */
export function openRound(
  draft: Draft,
  ops: readonly ParsedOp[],
  excluded: ReadonlyMap<number, Verdict>,
): Round {
  return {
    draft,
    ops,
    excluded,
    fates: [],
    pending: new Map(),
    refusedAdds: new Map(),
    replaces: new Map(),
    retry: new Map(),
  };
}

/** What names an entity or a place in one. */
export type PlaceTarget = Exclude<Target, { kind: "whole" }>;

/** The whole patch falls, by this op. */
export interface Abort {
  readonly code: PatchCode;
  readonly op: number;
  readonly verdict: Verdict;
}

/**
 * Runs a judgement of the op at `index` under a savepoint: a refusal, or a graph grown past its bound, leaves
 * nothing behind. A null verdict comes later, with the add that the op went into.
 */
export function settle(round: Round, index: number, judge: () => Verdict | null): Verdict | null {
  const { draft } = round;
  draft.op = index;
  const start = savepoint(draft);
  const before = draft.state.bytes;
  let verdict = judge();
  const { graph_bytes } = draft.ctx.limits;
  if (draft.state.bytes > graph_bytes && draft.state.bytes > before) {
    verdict = refuse("limit", null, `a graph has at most ${graph_bytes} bytes`);
  }
  if (verdict === null) return null;
  if (isRefused(verdict)) rollBack(draft, start);
  addFate(round, index, verdict);
  return verdict;
}

/** Notes one more verdict on an op. */
export function addFate(round: Round, index: number, verdict: Verdict): void {
  const fates = round.fates[index];
  round.fates[index] = fates === undefined ? [verdict] : [...fates, verdict];
}

/** Judges the adds that waited for later writes of the patch: nodes before edges. */
export function flushPending(round: Round): void {
  if (round.pending.size === 0) return;
  const waiting = [...round.pending.values()];
  round.pending.clear();
  for (const kind of ["node", "edge"] as const) {
    for (const add of waiting) {
      if (add.ref.kind !== kind) continue;
      const [first, ...folded] = add.ops as [number, ...number[]];
      const verdict = settle(round, first, () => addEntity(round.draft, add.ref, add.value)) as Verdict;
      for (const op of folded) addFate(round, op, verdict);
      if (!isRefused(verdict)) continue;
      round.refusedAdds.set(refKey(add.ref), verdict);
      const moved = add.ops.some((op) => round.ops[op]?.op.op === "move");
      if (moved) for (const op of add.ops) round.retry.set(op, verdict);
    }
  }
}
