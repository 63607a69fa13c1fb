import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { layPatch } from "#schemas/change/lay.ts";
import type { SopState } from "#schemas/change/state.ts";
import type { CommitContext } from "#schemas/change/types.ts";
import type { EntityOps } from "./laid-op.ts";

/** A pending patch's part in one entity. */
export interface Layer {
  readonly base: number | null;
  readonly ts: number;
  readonly entity: EntityOps;
}

/** The surroundings of a commit here: the registry judges by schema and bounds, here only places matter. */
export function contextAt(arrival: number): CommitContext {
  return { arrival, rules: ANYTHING_GOES, limits: DEFAULT_LIMITS, lockHolder: () => undefined };
}

/** Lays own patches, oldest first. */
export function layLayers(state: SopState, me: string, layers: readonly Layer[]): void {
  for (const { base, ts, entity } of layers)
    layPatch(state, me, { base, ts, ops: entity.parsed }, contextAt(ts));
}

const ANYTHING_GOES: CommitContext["rules"] = {
  checkNode: () => undefined,
  checkEdge: () => undefined,
  checkMeta: () => undefined,
};
