import type { JsonObject } from "#schemas/json.ts";
import { commit } from "#schemas/change/commit.ts";
import type { Effect } from "#schemas/change/op.ts";
import { createState, putRecord, recordOf, valueOf, type Ref, type SopState } from "#schemas/change/state.ts";
import { contextAt, type Layer, layOneByOne, layTogether, OWN } from "./lay-layers.ts";

/** What somebody committed in one entity. */
interface Committed {
  readonly version: number;
  /** Null: my own. */
  readonly peer: string | null;
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
  /** The entity with my layers on top. */
  lay(key: string, layers: readonly Layer[], version: number): JsonObject | undefined;
  stop(key: string): void;
  clear(): void;
}

interface Twin {
  readonly ref: Ref;
  readonly state: SopState;
  /** Something of so many layers was refused: until one of them is gone, it will be again. */
  refusedIn: number;
}

export function createListTwins(): ListTwins {
  const twins = new Map<string, Twin>();
  return {
    has: (key) => twins.has(key),
    start(key, ref, value, version) {
      const state = stateOf(ref, value);
      state.version = version;
      twins.set(key, { ref, state, refusedIn: Number.POSITIVE_INFINITY });
    },
    committed(key, { version, peer, ts, ops }) {
      const twin = twins.get(key);
      if (twin === undefined) return;
      twin.state.version = version - 1;
      const patch = { id: "", peer: peer ?? OWN, base: version - 1, ts, ops: [...ops], atomic: false };
      commit(twin.state, patch, contextAt(ts));
      twin.state.version = version;
    },
    lay(key, layers, version) {
      const twin = twins.get(key);
      if (twin === undefined) return undefined;
      let state = copyOf(twin.ref, twin.state, version);
      if (layers.length < twin.refusedIn && layTogether(state, layers)) {
        twin.refusedIn = Number.POSITIVE_INFINITY;
        return valueOf(state, twin.ref);
      }
      twin.refusedIn = Math.min(twin.refusedIn, layers.length);
      state = copyOf(twin.ref, twin.state, version);
      layOneByOne(state, layers);
      return valueOf(state, twin.ref);
    },
    stop: (key) => void twins.delete(key),
    clear: () => twins.clear(),
  };
}

function stateOf({ kind, id }: Ref, value: JsonObject | undefined): SopState {
  const map = value === undefined ? {} : { [id]: value };
  if (kind === "meta") return createState({ ...value, nodes: {}, edges: {} });
  return createState({ nodes: kind === "node" ? map : {}, edges: kind === "edge" ? map : {} });
}

/** Values and records are never changed in place, so a copy of one entity's state is two references. */
function copyOf(ref: Ref, state: SopState, version: number): SopState {
  const copy = stateOf(ref, valueOf(state, ref));
  putRecord(copy, ref, recordOf(state, ref));
  copy.version = version;
  return copy;
}
