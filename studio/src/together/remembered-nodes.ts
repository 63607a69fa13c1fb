import type { JsonObject } from "#schemas/json.ts";
import type { SopClient } from "../sync/types.ts";

const known = new WeakMap<SopClient, Map<string, JsonObject>>();

/** A node as it was last shown in this tab, also when it was removed since. Remembers from the first call on. */
export function rememberedNode(sop: SopClient, id: string): JsonObject | undefined {
  return sop.view.nodes.get(id) ?? memoryOf(sop).get(id);
}

/** Begins to remember the nodes of a SOP: what is removed is still to be named, and to be restored. */
export function memoryOf(sop: SopClient): ReadonlyMap<string, JsonObject> {
  const there = known.get(sop);
  if (there !== undefined) return there;
  const memory = new Map(sop.view.nodes);
  known.set(sop, memory);
  sop.subscribe((change) => {
    if (change.kind !== "view") return;
    for (const id of change.isWhole ? sop.view.nodes.keys() : change.nodes) {
      const node = sop.view.nodes.get(id);
      if (node !== undefined) memory.set(id, node);
    }
  });
  return memory;
}
