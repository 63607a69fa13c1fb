import type { Ref } from "#schemas/change/state.ts";
import { isShown, type PendingPatch } from "./pending.ts";

/** The unanswered patches of a client, in the order in which they were made, found by id and by the entities they write in. */
export interface Queue {
  readonly size: number;
  /** In order. */
  all(): IterableIterator<PendingPatch>;
  find(id: string): PendingPatch | undefined;
  /** Those that show in an entity, in order. */
  on(key: string): readonly PendingPatch[];
  /** Those that show in any of some entities, in order. */
  onAny(keys: Iterable<string>): readonly PendingPatch[];
  /** Every entity that any of them writes in. */
  refs(): Iterable<Ref>;
  add(patch: PendingPatch): void;
  remove(patch: PendingPatch): void;
  /** Shows ops that are no patch yet, until they are removed. */
  addLayer(layer: PendingPatch): void;
  removeLayer(layer: PendingPatch): void;
}

export function createQueue(): Queue {
  const byId = new Map<string, PendingPatch>();
  const byEntity = new Map<string, { readonly ref: Ref; readonly patches: PendingPatch[] }>();
  function addLayer(patch: PendingPatch): void {
    for (const [key, { ref }] of patch.entities) {
      const there = byEntity.get(key);
      if (there === undefined) byEntity.set(key, { ref, patches: [patch] });
      else there.patches.push(patch);
    }
  }

  function removeLayer(patch: PendingPatch): void {
    for (const key of patch.entities.keys()) {
      const patches = byEntity.get(key)?.patches;
      const at = patches?.indexOf(patch) ?? -1;
      if (patches === undefined || at < 0) continue;
      patches.splice(at, 1);
      if (patches.length === 0) byEntity.delete(key);
    }
  }

  return {
    get size() {
      return byId.size;
    },
    all: () => byId.values(),
    find: (id) => byId.get(id),
    on: (key) => byEntity.get(key)?.patches.filter(isShown) ?? NONE,
    onAny(keys) {
      const patches = new Set<PendingPatch>();
      for (const key of keys) for (const patch of byEntity.get(key)?.patches ?? []) patches.add(patch);
      return [...patches].filter(isShown).toSorted((one, other) => one.seq - other.seq);
    },
    refs: () => [...byEntity.values()].map(({ ref }) => ref),
    add(patch) {
      byId.set(patch.made.id, patch);
      addLayer(patch);
    },
    remove(patch) {
      byId.delete(patch.made.id);
      removeLayer(patch);
    },
    addLayer,
    removeLayer,
  };
}

const NONE: readonly PendingPatch[] = [];
