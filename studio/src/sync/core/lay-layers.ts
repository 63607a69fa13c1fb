import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { commit } from "#schemas/change/commit.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { SopState } from "#schemas/change/state.ts";
import type { CommitContext } from "#schemas/change/types.ts";
import type { EntityOps } from "./laid-op.ts";

/** A pending patch's part in one entity. */
export interface Layer {
  readonly base: number | null;
  readonly entity: EntityOps;
}

/** My name here: no peer's, since those have an agent before the slash; mine may not be known yet. */
export const OWN = "/";

/** The surroundings of a commit here: the registry judges by schema and bounds, here only places matter. */
export function contextAt(arrival: number): CommitContext {
  return { arrival, rules: ANYTHING_GOES, limits: DEFAULT_LIMITS, lockHolder: () => undefined };
}

/**
 * Lays own patches as one for each base, which costs half of doing it one by one. False: the state is spoilt, since
 * something was refused, and what follows that within a patch fares otherwise than what follows in the next one (T9).
 */
export function layTogether(state: SopState, layers: readonly Layer[]): boolean {
  let ops: PatchOp[] = [];
  for (const [at, { base, entity }] of layers.entries()) {
    // Removed and added again is another thing in one patch than in two (N4).
    if (entity.ops.some(({ tokens }) => tokens.length === 0)) return false;
    for (const { op } of entity.ops) ops.push(op);
    if (at + 1 < layers.length && layers[at + 1]?.base === base) continue;
    const judged = layOwn(state, base, ops);
    if (judged.kind === "error" || judged.outcome.ops.some(({ status }) => status === "rejected"))
      return false;
    ops = [];
  }
  return true;
}

/** Lays own patches as they were made. */
export function layOneByOne(state: SopState, layers: readonly Layer[]): void {
  for (const { base, entity } of layers) {
    layOwn(
      state,
      base,
      entity.ops.map(({ op }) => op),
    );
  }
}

function layOwn(state: SopState, base: number | null, ops: PatchOp[]) {
  return commit(state, { id: "", peer: OWN, base, ts: LATE_MS, ops, atomic: false }, contextAt(LATE_MS));
}

/** Own pending values show until they are judged: no stamp is later than this one. */
const LATE_MS = 2 ** 52;

const ANYTHING_GOES: CommitContext["rules"] = {
  checkNode: () => undefined,
  checkEdge: () => undefined,
  checkMeta: () => undefined,
};
