import { useMemo, useRef, useSyncExternalStore } from "react";
import type { Edge } from "#schemas/graph/edge.ts";
import type { Node } from "#schemas/graph/node.ts";
import { snapshotsOf } from "../hooks/sop-snapshots.ts";
import { useEditor, useEditorState } from "../editor/editor-context.tsx";
import type { SopClient } from "../sync/types.ts";
import { movingNodes, withPlaces } from "../together/moving-nodes.ts";
import { toFlow, type Flow, type Picture } from "./to-flow.ts";

/** What the canvas shows, as React Flow draws it: the SOP as it is, or an old version of it. */
export function useFlow(): Flow {
  const live = useLivePicture();
  const visit = useEditorState(({ visit }) => visit);
  const selection = useEditorState(({ selection }) => selection);
  const visited = useMemo<Picture | null>(
    () =>
      visit === null
        ? null
        : {
            nodes: Object.values(visit.graph.nodes) as unknown as Node[],
            edges: Object.values(visit.graph.edges) as unknown as Edge[],
          },
    [visit],
  );
  const before = useRef<Flow>(undefined);
  const picture = visited ?? live;
  return useMemo(() => {
    const flow = toFlow(picture, selection, before.current);
    before.current = flow;
    return flow;
  }, [picture, selection]);
}

/**
 * U19: the SOP's view, with nodes that others drag where they drag them, at most once a frame: however many patches come
 * in between, they are drawn together.
 */
function useLivePicture(): Picture {
  const { sop } = useEditor();
  const { subscribe, read } = useMemo(() => livePicture(sop), [sop]);
  return useSyncExternalStore(subscribe, read);
}

function livePicture(sop: SopClient) {
  const snapshots = snapshotsOf(sop);
  const moving = movingNodes.of(sop);
  let view = snapshots.read("view");
  let places = moving.read();
  let picture = draw();

  function draw(): Picture {
    const { nodes, edges } = view as unknown as Picture;
    return { nodes: withPlaces(nodes, places), edges };
  }

  return {
    read(this: void): Picture {
      if (view === snapshots.read("view") && places === moving.read()) return picture;
      view = snapshots.read("view");
      places = moving.read();
      picture = draw();
      return picture;
    },
    subscribe(this: void, changed: () => void) {
      let frame = 0;
      const soon = () => {
        frame ||= requestAnimationFrame(() => {
          frame = 0;
          changed();
        });
      };
      const stops = [snapshots.subscribe("view", soon), moving.subscribe(soon)];
      return () => {
        for (const stop of stops) stop();
        cancelAnimationFrame(frame);
      };
    },
  };
}
