import type { ReactFlowState } from "@xyflow/react";
import type { Selection } from "../editor/editor-state.ts";
import type { FlowEdge, FlowNode } from "./flow-types.ts";
import type { Labels } from "./edges/labels.ts";
import { redraw, type Drawing } from "./redraw.ts";
import { createShifts, type FlowPlaces, type ShiftEdge } from "./shifts.ts";
import type { Picture } from "./to-flow.ts";

/** What is drawn, and with what. */
export interface FeedParts {
  readonly picture: () => Picture;
  readonly selection: () => Selection;
  /** React Flow's state. */
  readonly flow: () => FlowPlaces &
    Pick<ReactFlowState<FlowNode, FlowEdge>, "nodes" | "setNodes" | "setEdges">;
  /** How each edge that is drawn is shifted. */
  readonly edges: ReadonlyMap<string, ShiftEdge>;
  readonly labels: Pick<Labels, "place">;
  /** Somebody has taken hold of a node here, and not let go. */
  readonly isHeld: () => boolean;
  /** Does something after some ms; gives what prevents it. */
  readonly later: (ms: number, then: () => void) => () => void;
}

/** Brings what the canvas shows to React Flow. */
export interface Feed {
  /** The picture or the selection is another. */
  readonly draw: () => void;
  /** Lets React Flow know at once where everything is. */
  readonly settle: () => void;
  readonly stop: () => void;
}

/** A moving node is seen in each frame; what counts with it (the map, what lies under a rectangle) may learn of it later. */
const SETTLE_MS = 150;

/** Nothing has moved for so long: it was let go of. */
const REST_MS = 300;

/**
 * U80, U81: what moves alone is moved on the page at once, and brought to React Flow, which draws anew whatever hangs
 * together with it, a few times a second; anything else at once. U95: labels find their places when nothing moves.
 */
export function createFeed(parts: FeedParts): Feed {
  const { picture, selection, flow, edges, labels, isHeld, later } = parts;
  const shifts = createShifts(flow, edges);
  let drawn: Drawing | null = null;
  let cancel: (() => void) | null = null;
  let cancelRest: (() => void) | null = null;

  function rest(): void {
    cancelRest?.();
    cancelRest = later(REST_MS, () => {
      cancelRest = null;
      if (isHeld() || cancel !== null) rest();
      else if (drawn !== null) labels.place(drawn.flow);
    });
  }

  function settle(): void {
    if (cancel !== null) rest();
    cancel?.();
    cancel = null;
    if (drawn === null) return;
    // What went away and came back is no change to React: it would leave it where it is seen.
    shifts.show(drawn.flow.nodes.filter(({ id }) => shifts.has(id)));
    shifts.clear();
    if (cancelRest === null) labels.place(drawn.flow);
    const { nodes, edges, setNodes, setEdges } = flow();
    if (drawn.flow.nodes !== nodes) setNodes(drawn.flow.nodes);
    if (drawn.flow.edges !== edges) setEdges(drawn.flow.edges);
  }

  return {
    draw() {
      drawn = redraw(drawn, picture(), selection());
      if (drawn.moved === null) return settle();
      shifts.show(drawn.moved);
      if (drawn.moved.length > 0) cancel ??= later(SETTLE_MS, settle);
    },
    settle() {
      if (cancel !== null) settle();
    },
    stop() {
      cancel?.();
      cancelRest?.();
    },
  };
}
