import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import type { JsonObject } from "#schemas/json.ts";
import { layPatch } from "#schemas/change/lay.ts";
import { BLANK } from "#schemas/change/record.ts";
import { putRecord, putValue, recordOf, valueOf, type Ref, type SopState } from "#schemas/change/state.ts";
import type { ParsedOp } from "#schemas/change/syntax.ts";
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

/**
 * An entity with own patches laid over it, oldest first, by the very transform that will judge them: an index in them
 * means the element that its author saw. `state` stays as it is.
 */
export function layLayers(
  state: SopState,
  ref: Ref,
  me: string,
  layers: readonly Layer[],
): JsonObject | undefined {
  const alone = partOf(state, [ref]);
  for (const { base, ts, entity } of layers)
    layPatch(alone, me, { base, ts, ops: entity.parsed }, contextAt(ts));
  return valueOf(alone, ref);
}

/** A pending patch's part in an edge and in the nodes at its ends. */
export interface TiedLayer {
  readonly base: number | null;
  readonly ts: number;
  readonly entities: readonly EntityOps[];
}

/** The same for an edge among these nodes, which take it along where they go, or leave it to where it was tied before. */
export function layTiedLayers(
  state: SopState,
  edge: Ref,
  nodes: Iterable<string>,
  me: string,
  layers: readonly TiedLayer[],
): JsonObject | undefined {
  const ends = Array.from(nodes, (id): Ref => ({ kind: "node", id }));
  const alone = partOf(state, [edge, ...ends]);
  for (const { base, ts, entities } of layers)
    layPatch(alone, me, { base, ts, ops: inOrder(entities) }, contextAt(ts));
  return valueOf(alone, edge);
}

/** The ops on an edge, and those on the whole of a node, as they stand in their patch. */
function inOrder(entities: readonly EntityOps[]): ParsedOp[] {
  return entities
    .flatMap(({ ref, ops, parsed, places }) =>
      parsed
        .map((op, at) => ({ op, place: places[at] as number, isWhole: ops[at]?.tokens.length === 0 }))
        .filter(({ isWhole }) => isWhole || ref.kind === "edge"),
    )
    .toSorted((one, other) => one.place - other.place)
    .map(({ op }) => op);
}

/** A state that holds some entities of another. Values and records are never changed in place, so that is a few references. */
function partOf(state: SopState, refs: readonly Ref[]): SopState {
  const part: SopState = {
    ...state,
    bytes: 0,
    nodeCount: 0,
    edgeCount: 0,
    meta: {},
    nodes: Object.create(null),
    edges: Object.create(null),
    nodeRecords: new Map(),
    edgeRecords: new Map(),
    metaRecord: BLANK,
    incidence: null,
  };
  for (const ref of refs) {
    const value = valueOf(state, ref);
    if (value !== undefined) putValue(part, ref, value);
    putRecord(part, ref, recordOf(state, ref));
  }
  return part;
}

const ANYTHING_GOES: CommitContext["rules"] = {
  checkNode: () => undefined,
  checkEdge: () => undefined,
  checkMeta: () => undefined,
};
