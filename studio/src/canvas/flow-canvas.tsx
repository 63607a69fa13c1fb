import {
  Background,
  BackgroundVariant,
  ReactFlow,
  SelectionMode,
  useStore,
  type Viewport,
} from "@xyflow/react";
import { useEditorState } from "../editor/editor-context.tsx";
import { Cursors } from "../together/cursors.tsx";
import { openProperties } from "./actions/open-properties.ts";
import { useCanvas, useCanvasState } from "./canvas-context.tsx";
import { CanvasBorder } from "./canvas-border.tsx";
import { ConnectionLine } from "./edges/connection-line.tsx";
import { BranchEdge } from "./edges/branch-edge.tsx";
import type { FlowEdge, FlowNode } from "./flow-types.ts";
import { CanvasMap } from "./map/canvas-map.tsx";
import { FAR_ZOOM, FarContext, farLook } from "./nodes/far-context.ts";
import { NODE_TYPES } from "./nodes/node-types.ts";
import { SNAP } from "./snap.ts";
import { useChanges } from "./use-changes.ts";
import { useFeed } from "./use-feed.ts";
import { finishConnecting } from "./actions/connect.ts";

/** Beyond so many nodes only those are in the page that are seen; up to it, screen readers find all of them. */
const MOST_DRAWN_ALWAYS = 300;

const EDGE_TYPES = { branch: BranchEdge };
const SNAP_GRID: [number, number] = [SNAP, SNAP];
const BUTTONS_THAT_PAN = [1, 2];
const KEYS_THAT_ADD = ["Meta", "Control", "Shift"];
const LABELS = { "edge.a11yDescription.default": "Space selects, Delete removes, Escape deselects." };

/** React Flow, with everything that it needs to know. */
export function FlowCanvas({
  count,
  canEdit,
  firstView,
}: {
  /** How many nodes there are. */
  readonly count: number;
  readonly canEdit: boolean;
  readonly firstView: Viewport;
}) {
  const canvas = useCanvas();
  const changes = useChanges();
  useFeed();
  const tool = useCanvasState(({ tool }) => tool);
  const isSnapping = useCanvasState(({ isSnapping }) => isSnapping);
  const hasMinimap = useCanvasState(({ hasMinimap }) => hasMinimap);
  const isDrawing = useStore(({ connection }) => connection.inProgress);
  const isPictured = useCanvasState(({ isPictured }) => isPictured);
  const far = useStore(({ transform }) => transform[2] < FAR_ZOOM && !isPictured && farLook(transform[2]));
  const isHand = tool === "hand";
  const isOneEdge = useEditorState(
    ({ selection }) => selection.nodes.length === 0 && selection.edges.length === 1,
  );
  const looks = [
    "sop-canvas",
    isDrawing && "is-connecting",
    !canEdit && "is-read-only",
    isHand && "has-hand",
    isOneEdge && "has-one-edge",
    far,
  ].filter(Boolean);
  return (
    <FarContext value={far !== false}>
      <ReactFlow<FlowNode, FlowEdge>
        className={looks.join(" ")}
        aria-label="SOP canvas"
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={changes.onNodesChange}
        onEdgesChange={changes.onEdgesChange}
        onNodeDragStop={changes.onDragStop}
        onSelectionDragStop={changes.onDragStop}
        onConnectStart={changes.onConnectStart}
        onConnect={changes.onConnect}
        onConnectEnd={changes.onConnectEnd}
        onReconnect={changes.onReconnect}
        isValidConnection={changes.isValidConnection}
        onNodeClick={(_, { id }) => finishConnecting(canvas, id)}
        onNodeDoubleClick={(_, { id }) => openProperties(canvas, { nodes: [id], edges: [] })}
        nodesDraggable={canEdit}
        nodesConnectable={canEdit}
        edgesReconnectable={canEdit}
        snapToGrid={isSnapping}
        snapGrid={SNAP_GRID}
        selectionOnDrag={!isHand}
        panOnDrag={isHand ? true : BUTTONS_THAT_PAN}
        panOnScroll
        selectionMode={SelectionMode.Partial}
        selectionKeyCode={null}
        multiSelectionKeyCode={KEYS_THAT_ADD}
        deleteKeyCode={null}
        disableKeyboardA11y
        edgesFocusable={false}
        zoomOnDoubleClick={false}
        connectionRadius={32}
        connectionLineComponent={ConnectionLine}
        minZoom={0.1}
        maxZoom={2.5}
        defaultViewport={firstView}
        attributionPosition="top-right"
        onlyRenderVisibleElements={count > MOST_DRAWN_ALWAYS && !isPictured}
        ariaLabelConfig={LABELS}
      >
        {count > 0 && <CanvasBorder side="first" />}
        <Background variant={BackgroundVariant.Dots} gap={SNAP} size={1.5} />
        {hasMinimap && count > 0 && <CanvasMap />}
        <Cursors />
        {count > 0 && <CanvasBorder side="last" />}
      </ReactFlow>
    </FarContext>
  );
}
