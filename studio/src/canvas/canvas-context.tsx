import { ReactFlowProvider, useReactFlow, useStoreApi, type ReactFlowInstance } from "@xyflow/react";
import { createContext, useContext, useMemo, type ReactNode } from "react";
import { useStore } from "zustand";
import type { Place } from "#schemas/convert/layout.ts";
import { useEditor, type Editor } from "../editor/editor-context.tsx";
import { createCanvasState, type CanvasState } from "./canvas-state.ts";
import { createDrag, type Drag } from "./drag.ts";
import { createLabels, type Labels } from "./edges/labels.ts";
import type { FlowEdge, FlowNode } from "./flow-types.ts";
import type { Chance } from "./new-id.ts";
import type { ShiftEdge } from "./shifts.ts";
import { createShownPicture, type ShownPicture } from "./shown-picture.ts";

/** What everything that is done on the canvas works with. */
export interface Canvas {
  readonly editor: Editor;
  readonly flow: ReactFlowInstance<FlowNode, FlowEdge>;
  /** React Flow's own state: how large the canvas is, and what of it is seen. */
  readonly seen: () => {
    readonly width: number;
    readonly height: number;
    readonly element: HTMLElement | null;
  };
  readonly state: ReturnType<typeof createCanvasState>;
  readonly picture: ShownPicture;
  /** How each edge that is drawn follows its nodes while they move, by its id. */
  readonly edges: Map<string, ShiftEdge>;
  readonly labels: Labels;
  readonly drag: Drag;
  /** Where the pointer was last, in flow units; null: not on the canvas. */
  readonly pointer: { place: Place | null };
  readonly chance: Chance;
}

const CanvasContext = createContext<Canvas | null>(null);

/** Gives the parts below one canvas: those on it, and those around it that look or go there. */
export function CanvasProvider({ children }: { readonly children: ReactNode }) {
  return (
    <ReactFlowProvider>
      <Inner>{children}</Inner>
    </ReactFlowProvider>
  );
}

function Inner({ children }: { readonly children: ReactNode }) {
  const editor = useEditor();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const store = useStoreApi();
  const state = useMemo(createCanvasState, []);
  const canvas = useMemo<Canvas>(
    () => ({
      editor,
      flow,
      seen() {
        const { width, height, domNode } = store.getState();
        return { width, height, element: domNode };
      },
      state,
      picture: createShownPicture(editor),
      edges: new Map(),
      labels: createLabels(),
      drag: createDrag(editor),
      pointer: { place: null },
      chance: Math.random,
    }),
    [editor, flow, store, state],
  );
  return <CanvasContext value={canvas}>{children}</CanvasContext>;
}

/** The canvas that this component is on, or beside. */
export function useCanvas(): Canvas {
  const canvas = useContext(CanvasContext);
  if (canvas === null) throw new Error("not inside a CanvasProvider");
  return canvas;
}

/** Something of the canvas's own state. */
export function useCanvasState<T>(select: (state: CanvasState) => T): T {
  return useStore(useCanvas().state, select);
}
