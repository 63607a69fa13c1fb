import { useCallback, useMemo, useRef, useSyncExternalStore } from "react";
import type { Edge } from "#schemas/graph/edge.ts";
import type { Node } from "#schemas/graph/node.ts";
import { snapshotsOf } from "../hooks/sop-snapshots.ts";
import { useEditor, useEditorState } from "../editor/editor-context.tsx";
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

/** U19: the SOP's view, at most once a frame: however many patches come in between, they are drawn together. */
function useLivePicture(): Picture {
  const { sop } = useEditor();
  const snapshots = snapshotsOf(sop);
  const subscribe = useCallback(
    (changed: () => void) => {
      let frame = 0;
      const stop = snapshots.subscribe("view", () => {
        frame ||= requestAnimationFrame(() => {
          frame = 0;
          changed();
        });
      });
      return () => {
        stop();
        cancelAnimationFrame(frame);
      };
    },
    [snapshots],
  );
  return useSyncExternalStore(subscribe, () => snapshots.read("view") as unknown as Picture);
}
