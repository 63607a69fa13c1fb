import { equalJson, type JsonObject } from "#schemas/json.ts";
import { commit } from "#schemas/change/commit.ts";
import type { Effect } from "#schemas/change/op.ts";
import { createState, valueOf, type Ref, type SopState } from "#schemas/change/state.ts";
import { contextAt, type Layer, layLayers } from "./lay-layers.ts";
import { withMoves } from "./with-moves.ts";

/** What somebody committed in one entity. */
interface Committed {
  readonly version: number;
  readonly peer: string;
  readonly ts: number;
  readonly ops: readonly Effect[];
}

/**
 * The entities in whose arrays own pending ops have a say by index. An index means the element that its author saw, so
 * these are laid over by the very transform that will judge them, on a state which holds that one entity and what was
 * committed in it since the oldest of them.
 */
export interface ListTwins {
  has(key: string): boolean;
  /** From now on, with the entity as it is confirmed at this version. */
  start(key: string, ref: Ref, value: JsonObject | undefined, version: number): void;
  committed(key: string, what: Committed): void;
  /** My own patch is committed, and the entity is this now. What it did to a list's order, effects do not tell in full. */
  judged(key: string, what: Committed, mine: Layer, now: JsonObject | undefined): void;
  /** The entity with my layers on top. */
  lay(key: string, me: string, layers: readonly Layer[], version: number): JsonObject | undefined;
  stop(key: string): void;
  clear(): void;
}

interface Twin {
  readonly ref: Ref;
  state: SopState;
}

export function createListTwins(): ListTwins {
  const twins = new Map<string, Twin>();
  return {
    has: (key) => twins.has(key),
    start(key, ref, value, version) {
      const state = stateOf(ref, value);
      state.version = version;
      twins.set(key, { ref, state });
    },
    committed(key, what) {
      const twin = twins.get(key);
      if (twin !== undefined) takeEffects(twin, what);
    },
    judged(key, what, { base, entity }, now) {
      const twin = twins.get(key);
      if (twin === undefined) return;
      const { version, ts } = what;
      const state = copyOf(twin, version - 1);
      const ops = entity.ops.map(({ op }) => op);
      commit(state, { id: "", peer: what.peer, base, ts, ops, atomic: false }, contextAt(ts));
      if (!equalJson(valueOf(state, twin.ref), now)) return takeEffects(twin, what);
      state.version = version;
      twin.state = state;
    },
    lay(key, me, layers, version) {
      const twin = twins.get(key);
      if (twin === undefined) return undefined;
      const state = copyOf(twin, version);
      layLayers(state, me, layers);
      return valueOf(state, twin.ref);
    },
    stop: (key) => void twins.delete(key),
    clear: () => twins.clear(),
  };
}

function takeEffects({ state, ref }: Twin, { version, peer, ts, ops }: Committed): void {
  state.version = version - 1;
  const patch = { id: "", peer, base: version - 1, ts, ops: [...withMoves(ops, valueOf(state, ref))] };
  commit(state, { ...patch, atomic: false }, contextAt(ts));
  state.version = version;
}

function stateOf({ kind, id }: Ref, value: JsonObject | undefined): SopState {
  const map = value === undefined ? {} : { [id]: value };
  if (kind === "meta") return createState({ ...value, nodes: {}, edges: {} });
  return createState({ nodes: kind === "node" ? map : {}, edges: kind === "edge" ? map : {} });
}

/** Values and records are never changed in place, so a copy of one entity's state is a few references. */
function copyOf({ state }: Twin, version: number): SopState {
  return {
    ...state,
    version,
    nodes: Object.assign(Object.create(null), state.nodes),
    edges: Object.assign(Object.create(null), state.edges),
    nodeRecords: new Map(state.nodeRecords),
    edgeRecords: new Map(state.edgeRecords),
    incidence: null,
  };
}
