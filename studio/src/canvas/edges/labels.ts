import type { Flow } from "../to-flow.ts";
import type { FlowEdge, FlowNode } from "../flow-types.ts";
import { placeLabels } from "./place-labels.ts";

/** Where the labels of one canvas stand, kept until they are placed anew: each edge draws its own. */
export interface Labels {
  /** Along its way; undefined: it was not placed yet. */
  readonly at: (edge: string) => number | undefined;
  readonly subscribe: (changed: () => void) => () => void;
  /** Finds them places in what is drawn now. */
  readonly place: (flow: Pick<Flow, "nodes" | "edges">) => void;
}

export function createLabels(): Labels {
  const listeners = new Set<() => void>();
  let places: ReadonlyMap<string, number> = new Map();
  let placed: Pick<Flow, "nodes" | "edges"> = { nodes: [], edges: [] };
  return {
    at: (edge) => places.get(edge),
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    place(flow) {
      const before = placed;
      placed = flow;
      // Mostly it is a word or the selection that is another.
      if (areSame(before.nodes, flow.nodes, isSameBox) && areSame(before.edges, flow.edges, isSameWay))
        return;
      places = placeLabels(flow);
      for (const changed of listeners) changed();
    },
  };
}

function areSame<T>(before: readonly T[], now: readonly T[], isSame: (a: T, b: T) => boolean): boolean {
  if (before === now) return true;
  return (
    before.length === now.length && now.every((item, i) => item === before[i] || isSame(item, before[i] as T))
  );
}

function isSameBox(a: FlowNode, b: FlowNode): boolean {
  const isThere = a.position.x === b.position.x && a.position.y === b.position.y;
  return a.id === b.id && isThere && a.width === b.width && a.height === b.height;
}

function isSameWay(a: FlowEdge, b: FlowEdge): boolean {
  const isTied = a.source === b.source && a.target === b.target && a.sourceHandle === b.sourceHandle;
  return a.id === b.id && isTied && a.data?.text === b.data?.text && a.data?.drop === b.data?.drop;
}
