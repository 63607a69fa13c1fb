import { useStoreApi } from "@xyflow/react";
import { useLayoutEffect, useSyncExternalStore } from "react";
import { useCanvas } from "./canvas-context.tsx";
import { createFeed } from "./feed.ts";
import type { FlowEdge, FlowNode } from "./flow-types.ts";

/** Gives React Flow what it draws, past the components around it, which have nothing to do with where nodes are. */
export function useFeed(): void {
  const { editor, picture, edges, labels, drag } = useCanvas();
  const store = useStoreApi<FlowNode, FlowEdge>();
  useLayoutEffect(() => {
    const feed = createFeed({
      picture: picture.read,
      selection: () => editor.state.getState().selection,
      flow: store.getState,
      edges,
      labels,
      isHeld: () => drag.isMoving,
      later(ms, then) {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
    });
    feed.draw();
    const stops = [
      picture.subscribe(feed.draw),
      editor.state.subscribe(({ selection }, before) => {
        if (selection !== before.selection) feed.draw();
      }),
    ];
    // Whatever is taken hold of is taken from where it is seen.
    addEventListener("pointerdown", feed.settle, true);
    return () => {
      for (const stop of stops) stop();
      removeEventListener("pointerdown", feed.settle, true);
      feed.stop();
    };
  }, [editor, picture, edges, labels, drag, store]);
}

/** How many nodes the canvas shows. */
export function useNodeCount(): number {
  const { picture } = useCanvas();
  return useSyncExternalStore(picture.subscribe, () => picture.read().nodes.length);
}
