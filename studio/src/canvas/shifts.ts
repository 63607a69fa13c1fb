import type { ReactFlowState } from "@xyflow/react";
import type { Place } from "#schemas/convert/layout.ts";
import type { FlowEdge, FlowNode } from "./flow-types.ts";

/** Draws an edge with its ends so far (flow units) from where React Flow has them. */
export type ShiftEdge = (source: Place, target: Place) => void;

/** What of React Flow's state says where things are. */
export type FlowPlaces = Pick<ReactFlowState<FlowNode, FlowEdge>, "nodeLookup" | "edges" | "domNode">;

/** Nodes that are seen elsewhere than where React Flow has them, until it is told. */
export interface Shifts {
  /** Puts nodes, and their edges' ends with them, to where these say. */
  show(nodes: Iterable<FlowNode>): void;
  /** React Flow has the nodes where they are seen. */
  clear(): void;
  /** Whether a node may be seen elsewhere. */
  has(node: string): boolean;
}

const NOWHERE = { x: 0, y: 0 };

/** U81: moves what is on the page, and renders nothing. `edges`: how each edge that is drawn is shifted. */
export function createShifts(flow: () => FlowPlaces, edges: ReadonlyMap<string, ShiftEdge>): Shifts {
  const offsets = new Map<string, Place>();
  const elements = new Map<string, HTMLElement>();
  let tied: { readonly edges: readonly FlowEdge[]; readonly byNode: Map<string, FlowEdge[]> } | null = null;

  function elementOf(id: string): HTMLElement | null {
    const known = elements.get(id);
    if (known?.isConnected === true) return known;
    const found = flow().domNode?.querySelector<HTMLElement>(
      `.react-flow__node[data-id="${CSS.escape(id)}"]`,
    );
    if (found == null) elements.delete(id);
    else elements.set(id, found);
    return found ?? null;
  }

  function edgesOf(node: string): readonly FlowEdge[] {
    const { edges } = flow();
    if (tied?.edges !== edges) tied = { edges, byNode: edgesByNode(edges) };
    return tied.byNode.get(node) ?? [];
  }

  return {
    show(nodes) {
      const touched = new Set<FlowEdge>();
      for (const { id, position } of nodes) {
        const known = flow().nodeLookup.get(id)?.internals.positionAbsolute;
        if (known === undefined) continue;
        offsets.set(id, { x: position.x - known.x, y: position.y - known.y });
        const element = elementOf(id);
        if (element !== null) element.style.transform = `translate(${position.x}px,${position.y}px)`;
        for (const edge of edgesOf(id)) touched.add(edge);
      }
      for (const { id, source, target } of touched)
        edges.get(id)?.(offsets.get(source) ?? NOWHERE, offsets.get(target) ?? NOWHERE);
    },
    clear() {
      offsets.clear();
      // What is known of the page is not kept for what is gone from it.
      elements.clear();
    },
    has: (node) => offsets.has(node),
  };
}

function edgesByNode(edges: readonly FlowEdge[]): Map<string, FlowEdge[]> {
  const byNode = new Map<string, FlowEdge[]>();
  for (const edge of edges) {
    for (const end of new Set([edge.source, edge.target])) {
      const there = byNode.get(end);
      if (there === undefined) byNode.set(end, [edge]);
      else there.push(edge);
    }
  }
  return byNode;
}
