import { useCallback, useRef, useSyncExternalStore } from "react";
import type { Edge } from "#schemas/graph/edge.ts";
import type { Graph, MetaKey } from "#schemas/graph/graph.ts";
import type { Node } from "#schemas/graph/node.ts";
import { useEditor } from "../editor/editor-context.tsx";
import { snapshotsOf } from "./sop-snapshots.ts";

/**
 * What a node of the editor's SOP says, or undefined; the component does not render again when the node is moved, so the
 * position may be an old one.
 */
export function useStillNode(id: string): Node | undefined {
  const { sop } = useEditor();
  const last = useRef<Node>(undefined);
  return useOfView(
    useCallback(() => {
      const node = sop.view.nodes.get(id) as Node | undefined;
      if (node === undefined || node.data !== last.current?.data) last.current = node;
      return last.current;
    }, [sop, id]),
  );
}

/** An edge of the editor's SOP, or undefined; the component renders again when it changes, and for no other edge. */
export function useEdge(id: string): Edge | undefined {
  const { sop } = useEditor();
  return useOfView(useCallback(() => sop.view.edges.get(id) as Edge | undefined, [sop, id]));
}

/** What the SOP says of itself: name, domain, description, tags. */
export function useMeta(): Partial<Pick<Graph, MetaKey>> {
  const { sop } = useEditor();
  return useOfView(useCallback(() => sop.view.meta as Partial<Graph>, [sop]));
}

/** How many nodes and edges there are. */
export function useSize(): { readonly nodes: number; readonly edges: number } {
  const { sop } = useEditor();
  return {
    nodes: useOfView(useCallback(() => sop.view.nodes.size, [sop])),
    edges: useOfView(useCallback(() => sop.view.edges.size, [sop])),
  };
}

function useOfView<T>(read: () => T): T {
  const { sop } = useEditor();
  const subscribe = useCallback((changed: () => void) => snapshotsOf(sop).subscribe("view", changed), [sop]);
  return useSyncExternalStore(subscribe, read);
}
