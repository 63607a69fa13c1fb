import type { JsonObject } from "#schemas/json.ts";
import { changesOf, type PlaceChange } from "#schemas/change/changes.ts";
import type { Effect } from "#schemas/change/op.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import type { Delta } from "#schemas/change/delta.ts";
import { applyDelta } from "#schemas/change/delta-codec.ts";
import type { Ends } from "#schemas/change/record.ts";
import { applyEffects } from "#schemas/change/replay.ts";
import { type Side, sideOf, takeSide } from "#schemas/change/side.ts";
import {
  createState,
  graphOf,
  META_REF,
  putRecord,
  recordOf,
  valueOf,
  type Ref,
  type SopState,
} from "#schemas/change/state.ts";
import { refKey, targetOf } from "#schemas/change/target.ts";
import type { GraphView } from "#schemas/change/types.ts";
import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import { type Layer, layLayers, layTiedLayers, type TiedLayer } from "./lay-layers.ts";
import { createPending, type MadePatch, type PendingPatch } from "./pending.ts";
import { createQueue, type Queue } from "./queue.ts";
import { createShownGraph, type ShownGraph, type ViewChange } from "./shown-graph.ts";

/** What a committed patch did here. "gap": it does not follow on what is confirmed; nothing was applied, or too little. */
type Received =
  | { readonly kind: "applied"; readonly changes: readonly PlaceChange[] }
  | { readonly kind: "known" }
  | { readonly kind: "gap" };

/**
 * The confirmed graph, the unanswered patches, and what is shown of both: the algebra of the client, without time, network or
 * store. Changes gather until `flush` lays them.
 */
export interface Core {
  readonly version: number;
  readonly head: string;
  readonly queue: Queue;
  readonly shown: Pick<ShownGraph, "nodes" | "edges" | "meta" | "graph">;
  /** The confirmed graph: a view that moves on. */
  confirmed(): GraphView;
  confirmedValue(ref: Ref): JsonObject | undefined;
  /** What stands beside it. */
  confirmedSide(): Side;
  /** Another confirmed graph, and what stands beside it, where that is known. Pending patches stay. */
  startOver(graph: GraphView, version: number, head: string, side?: Side): void;
  /** A new patch of mine, at the end of the queue, or one from the store, with the place that it has there. */
  add(made: MadePatch, isKept: boolean, seq?: number): PendingPatch;
  /** Somebody's committed patch. `isOwn`: this peer's. */
  commit(event: PatchEvent, isOwn: boolean): Received;
  /** It is judged: it leaves the queue, and what is confirmed shows. */
  settle(patch: PendingPatch): void;
  /** It is in the confirmed graph, or is not after all; it waits on. */
  markInGraph(patch: PendingPatch, isInGraph: boolean): void;
  /** Ops that are shown on top of everything and not made yet; null: none. */
  pin(made: MadePatch | null): void;
  readonly isPinned: boolean;
  /** Lays what changed since the last call. */
  flush(): ViewChange;
}

/** `peer`: who I am to the registry; null: it has not said so yet, and nothing was committed here. */
export function createCore(peer: () => string | null): Core {
  let state: SopState = createState({ nodes: {}, edges: {} });
  let head = "";
  let nextSeq = 0;
  let isAllDirty = false;
  let pinned: PendingPatch | null = null;
  const dirty = new Map<string, Ref>();
  const queue = createQueue();
  const shown = createShownGraph({
    confirmed: (ref) => valueOf(state, ref),
    on: (key) => queue.on(key).map((patch) => entityOf(patch, key)),
    candidates: (ref) => nodesTiedTo(recordOf(state, ref)?.ends),
    tied(ref, nodes) {
      const keys = [refKey(ref), ...Array.from(nodes, (id) => refKey({ kind: "node", id }))];
      const layers = queue.onAny(keys).map(({ made, entities }): TiedLayer => ({
        base: made.base,
        ts: made.ts,
        entities: keys.flatMap((key) => entities.get(key) ?? []),
      }));
      return layTiedLayers(state, ref, nodes, peer() ?? NAMELESS, layers);
    },
    laid(ref) {
      const key = refKey(ref);
      const layers = queue.on(key).map((patch) => layerOf(patch, key));
      return layLayers(state, ref, peer() ?? NAMELESS, layers);
    },
  });

  function touch({ entities }: PendingPatch): void {
    for (const [key, { ref }] of entities) dirty.set(key, ref);
  }

  return {
    get version() {
      return state.version;
    },
    get head() {
      return head;
    },
    queue,
    shown,
    confirmed: () => graphOf(state),
    confirmedValue: (ref) => valueOf(state, ref),
    confirmedSide: () => sideOf(state),
    startOver(graph, version, newHead, side = {}) {
      state = stateOf(graph, side);
      state.version = version;
      head = newHead;
      for (const patch of queue.all()) touch(patch);
      if (pinned !== null) touch(pinned);
      isAllDirty = true;
    },
    add(made, isKept, seq = nextSeq) {
      nextSeq = seq + 1;
      const patch = createPending(seq, made, isKept);
      queue.add(patch);
      touch(patch);
      if (pinned !== null) {
        queue.removeLayer(pinned);
        queue.addLayer(pinned);
      }
      return patch;
    },
    commit(event, isOwn) {
      if (event.version <= state.version) return { kind: "known" };
      if (event.version !== state.version + 1) return { kind: "gap" };
      const ops = event.ops as readonly Effect[];
      const changes = changesOf(graphOf(state), ops);
      const refs = refsOf(ops, event.side);
      try {
        applyEffects(state, ops);
        if (event.side !== undefined) applyDelta(state, { ...event, delta: event.side });
        // Nothing was told of what stands beside them: what was known does not fit any more.
        else for (const ref of refs.values()) putRecord(state, ref, undefined);
      } catch (error) {
        if (error instanceof RangeError || error instanceof TypeError) return { kind: "gap" };
        throw error;
      }
      state.version = event.version;
      head = event.head;
      for (const [key, ref] of refs) dirty.set(key, ref);
      const own = isOwn ? queue.find(event.id) : undefined;
      if (own !== undefined) {
        own.isInGraph = true;
        touch(own);
      }
      return { kind: "applied", changes };
    },
    settle(patch) {
      queue.remove(patch);
      touch(patch);
    },
    markInGraph(patch, isInGraph) {
      if (patch.isInGraph === isInGraph) return;
      patch.isInGraph = isInGraph;
      touch(patch);
    },
    get isPinned() {
      return pinned !== null;
    },
    pin(made) {
      if (pinned !== null) {
        queue.removeLayer(pinned);
        touch(pinned);
      }
      pinned = made === null ? null : createPending(Number.POSITIVE_INFINITY, made, false);
      if (pinned === null) return;
      queue.addLayer(pinned);
      touch(pinned);
    },
    flush() {
      const refs = [...dirty.values()];
      dirty.clear();
      if (!isAllDirty) return shown.refresh(refs);
      isAllDirty = false;
      return shown.rebuild(state, refs);
    },
  };
}

/** Those that any of its candidates is. */
function nodesTiedTo(ends: Ends | null | undefined): readonly string[] {
  if (ends == null) return NONE;
  return [...ends.source, ...ends.target].flatMap(({ value }) => value ?? []);
}

const NONE: readonly string[] = [];

/** Nobody's name: those have an agent before the slash. */
const NAMELESS = "/";

function layerOf(patch: PendingPatch, key: string): Layer {
  const { base, ts } = patch.made;
  return { base, ts, entity: entityOf(patch, key) };
}

function entityOf(patch: PendingPatch, key: string) {
  const entity = patch.entities.get(key);
  if (entity === undefined) throw new Error(`a patch that does not write in ${key}`);
  return entity;
}

function stateOf(graph: GraphView, side: Side): SopState {
  const state = createState(graph);
  try {
    takeSide(state, side);
    return state;
  } catch (error) {
    // It cannot be read: indices are taken as they are.
    if (error instanceof TypeError) return createState(graph);
    throw error;
  }
}

/** The entities that a patch changed, or what stands beside them. */
function refsOf(effects: readonly Effect[], side: Delta | undefined): ReadonlyMap<string, Ref> {
  const refs = new Map<string, Ref>();
  const add = (ref: Ref) => void refs.set(refKey(ref), ref);
  for (const effect of effects) {
    const target = targetOf(parsePointer(effect.path) ?? []);
    if (target.kind !== "whole") add(target.ref);
  }
  for (const id in side?.n) add({ kind: "node", id });
  for (const id in side?.e) add({ kind: "edge", id });
  if (side?.m !== undefined) add(META_REF);
  return refs;
}
