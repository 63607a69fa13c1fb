import type { JsonObject } from "#schemas/json.ts";
import { changesOf, type PlaceChange } from "#schemas/change/changes.ts";
import type { Effect } from "#schemas/change/op.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import { applyEffects } from "#schemas/change/replay.ts";
import { createState, graphOf, valueOf, type Ref, type SopState } from "#schemas/change/state.ts";
import { refKey, targetOf } from "#schemas/change/target.ts";
import type { GraphView } from "#schemas/change/types.ts";
import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import { createListTwins } from "./list-twins.ts";
import type { Layer } from "./lay-layers.ts";
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
  /** Another confirmed graph. Pending patches stay, laid literally where their lists are not known any more. */
  startOver(graph: GraphView, version: number, head: string): void;
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
  const twins = createListTwins();
  const shown = createShownGraph({
    confirmed: (ref) => valueOf(state, ref),
    on: (key) => queue.on(key).map((patch) => ({ seq: patch.seq, entity: entityOf(patch, key) })),
    laidByTransform(key) {
      if (!twins.has(key)) return null;
      const layers = queue.on(key).map((patch) => layerOf(patch, key));
      return { value: twins.lay(key, peer() ?? NAMELESS, layers, state.version) };
    },
  });

  function touch(patch: PendingPatch): void {
    for (const [key, { ref, hasIndex }] of patch.entities) {
      dirty.set(key, ref);
      if (hasIndex && !twins.has(key)) twins.start(key, ref, valueOf(state, ref), state.version);
      else if (twins.has(key) && !queue.hasIndexOn(key)) twins.stop(key);
    }
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
    startOver(graph, version, newHead) {
      state = createState(graph);
      state.version = version;
      head = newHead;
      twins.clear();
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
      try {
        applyEffects(state, ops);
      } catch (error) {
        if (error instanceof RangeError) return { kind: "gap" };
        throw error;
      }
      state.version = event.version;
      head = event.head;
      const own = isOwn ? queue.find(event.id) : undefined;
      const effects = byEntity(ops);
      for (const [key, { ref, effects: done }] of effects) {
        dirty.set(key, ref);
        if (own?.entities.has(key) !== true) twins.committed(key, { ...event, ops: done });
      }
      if (own !== undefined) {
        for (const [key, { ref }] of own.entities) {
          const what = { ...event, ops: effects.get(key)?.effects ?? [] };
          twins.judged(key, what, layerOf(own, key), valueOf(state, ref));
        }
        own.isInGraph = true;
        touch(own);
      }
      return { kind: "applied", changes };
    },
    settle(patch) {
      queue.remove(patch);
      touchRemoved(patch);
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
        touchRemoved(pinned);
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

  function touchRemoved({ entities }: PendingPatch): void {
    for (const [key, { ref }] of entities) {
      dirty.set(key, ref);
      if (twins.has(key) && !queue.hasIndexOn(key)) twins.stop(key);
    }
  }
}

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

function byEntity(effects: readonly Effect[]) {
  const entities = new Map<string, { readonly ref: Ref; readonly effects: Effect[] }>();
  for (const effect of effects) {
    const target = targetOf(parsePointer(effect.path) ?? []);
    if (target.kind === "whole") continue;
    const key = refKey(target.ref);
    const there = entities.get(key);
    if (there === undefined) entities.set(key, { ref: target.ref, effects: [effect] });
    else there.effects.push(effect);
  }
  return entities;
}
