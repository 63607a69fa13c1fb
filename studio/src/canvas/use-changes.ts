import type { Connection, EdgeChange, IsValidConnection, NodeChange, OnConnectEnd } from "@xyflow/react";
import { useMemo } from "react";
import type { Node } from "#schemas/graph/node.ts";
import { connect, retie } from "./actions/connect.ts";
import { goneAt, tellGone } from "./actions/tell-gone.ts";
import { mayEdit, pictureOf } from "./actions/try-edit.ts";
import { useCanvas, type Canvas } from "./canvas-context.tsx";
import { endsOfConnection, movesOf, selectionAfter, whyNotConnect, type Ends } from "./from-flow.ts";
import type { FlowEdge, FlowNode } from "./flow-types.ts";

/** What React Flow tells of the pointer's doings, brought to the SOP or to the editor's state. */
export function useChanges() {
  const canvas = useCanvas();
  return useMemo(() => createChanges(canvas), [canvas]);
}

function createChanges(canvas: Canvas) {
  const { editor, drag } = canvas;
  /** What was there when the line was begun that is being drawn. */
  let before: readonly Node[] = [];
  const isThere = (node: string) => editor.sop.view.nodes.has(node);
  const select = (part: "nodes" | "edges", changes: readonly (NodeChange | EdgeChange)[]) => {
    const { selection, select } = editor.state.getState();
    const after = selectionAfter(selection, part, changes);
    if (after !== selection) select(after);
  };
  return {
    onNodesChange: (changes: NodeChange<FlowNode>[]) => {
      select("nodes", changes);
      const { moves, isHeld } = movesOf(changes);
      if (moves.length > 0 && mayEdit(editor)) drag.move(moves);
      if (moves.length > 0 && !isHeld) drag.end();
    },
    onEdgesChange: (changes: EdgeChange<FlowEdge>[]) => {
      select("edges", changes);
    },
    onDragStop: () => drag.end(),
    onConnect: (connection: Connection) => {
      const ends = meantBy(canvas, connection);
      if (ends !== null) connect(canvas, ends);
      else tellGone(canvas, isThere(connection.source) ? connection.target : connection.source);
    },
    onConnectStart: () => {
      before = pictureOf(editor).nodes;
    },
    onReconnect: (edge: FlowEdge, connection: Connection) => {
      const ends = meantBy(canvas, connection);
      if (ends !== null) retie(canvas, edge.id, ends);
    },
    /** A line that is let go over a node, beside its handle, means that node. */
    onConnectEnd: ((event, { isValid, fromHandle, fromNode }) => {
      if (isValid === true || fromNode === null || fromHandle?.type !== "source") return;
      if (!isThere(fromNode.id)) return tellGone(canvas, fromNode.id);
      const point = "changedTouches" in event ? event.changedTouches[0] : event;
      if (point === undefined) return;
      const under = document.elementFromPoint(point.clientX, point.clientY);
      const target = under?.closest<HTMLElement>(".react-flow__node")?.dataset["id"];
      const gone = goneAt(
        canvas,
        before,
        canvas.flow.screenToFlowPosition({ x: point.clientX, y: point.clientY }),
      );
      if (target === undefined && gone !== null) return tellGone(canvas, gone);
      if (target === undefined || target === fromNode.id) return;
      const sourceHandle = fromHandle.id ?? null;
      const ends = meantBy(canvas, { source: fromNode.id, target, sourceHandle });
      if (ends !== null && mayEdit(editor)) connect(canvas, ends);
    }) satisfies OnConnectEnd,
    isValidConnection: ((connection) => {
      const ends = meantBy(canvas, { ...connection, sourceHandle: connection.sourceHandle ?? null });
      if (ends === null) return false;
      const except = "id" in connection ? connection.id : undefined;
      return whyNotConnect(ends, pictureOf(editor).edges, except) === null;
    }) satisfies IsValidConnection<FlowEdge>,
  };
}

function meantBy(
  { editor }: Canvas,
  connection: Pick<Connection, "source" | "target" | "sourceHandle">,
): Ends | null {
  const { nodes } = pictureOf(editor);
  return endsOfConnection(connection, (id) => nodes.find((node) => node.id === id));
}
