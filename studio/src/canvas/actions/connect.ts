import { toast } from "sonner";
import type { Edge } from "#schemas/graph/edge.ts";
import type { Json } from "#schemas/json.ts";
import type { Canvas } from "../canvas-context.tsx";
import { branchesOf } from "../handles.ts";
import { retieOps, whyNotConnect, type Ends } from "../from-flow.ts";
import { newId } from "../new-id.ts";
import { focusedNode } from "./focus-node.ts";
import { isTaken, mayEdit, pictureOf, tryEdit } from "./try-edit.ts";

/** U12: ties two nodes; what cannot be is told. */
export function connect(canvas: Canvas, ends: Ends): boolean {
  const { edges } = pictureOf(canvas.editor);
  const refusal = whyNotConnect(ends, edges);
  if (refusal !== null) {
    toast.info(refusal, { id: "connect" });
    return false;
  }
  const words = `${ends.source.slice(0, 28)}.${ends.target.slice(0, 28)}`;
  const id = newId(words, (id) => isTaken(canvas, id), canvas.chance);
  const value = { id, ...ends } as unknown as Json;
  return tryEdit(canvas, [{ op: "add", path: `/edges/${id}`, value }], "connect");
}

/** U12: ties an edge to other ends. */
export function retie(canvas: Canvas, id: string, ends: Ends): void {
  const edge = canvas.editor.sop.view.edges.get(id) as unknown as Edge | undefined;
  if (edge === undefined) return;
  const refusal = whyNotConnect(ends, pictureOf(canvas.editor).edges, id);
  if (refusal !== null) return void toast.info(refusal, { id: "connect" });
  const ops = retieOps(edge, ends);
  if (ops.length > 0) tryEdit(canvas, ops, "retie");
}

/**
 * U16: begins a connection at the focused or only selected node; again, it leaves by the next branch. The target is
 * the node that has the focus when it is finished.
 */
export function beginConnecting(canvas: Canvas): void {
  const { editor, state } = canvas;
  if (!mayEdit(editor)) return;
  const { connecting, set } = state.getState();
  const { selection } = editor.state.getState();
  const only = selection.nodes.length === 1 ? selection.nodes[0] : undefined;
  const source = connecting?.source ?? focusedNode(canvas) ?? only;
  const node = pictureOf(editor).nodes.find(({ id }) => id === source);
  if (node === undefined) {
    toast.info("Choose the node first from which the connection is to start.", { id: "connect" });
    return;
  }
  const ways = [...branchesOf(node), undefined];
  const next = connecting === null ? 0 : (ways.indexOf(connecting.branch) + 1) % ways.length;
  set({ connecting: { source: node.id, branch: ways[next] } });
}

/** U16: ties the begun connection to a node; the mode ends when it is tied. */
export function finishConnecting(canvas: Canvas, target: string): void {
  const { connecting, set } = canvas.state.getState();
  if (connecting === null) return;
  const { source, branch } = connecting;
  const ends: Ends = { source, target, ...(branch !== undefined && { sourceHandle: branch }) };
  if (connect(canvas, ends)) set({ connecting: null });
}
