import type { Graph } from "#schemas/graph/graph.ts";
import { pictureOf } from "../actions/try-edit.ts";
import type { Canvas } from "../canvas-context.tsx";
import { clipOf } from "../clip.ts";
import type { Picture } from "../to-flow.ts";
import { outlineOf } from "./write-outline.ts";

/** The text of what is selected, or, with what the SOP says of itself, of all that is there. */
export function outlineOfCanvas({ editor }: Canvas): string {
  const { sop, state } = editor;
  const { visit, selection } = state.getState();
  // An old version is drawn with what is only in the other one; it was not part of it.
  const old = visit?.own as Graph | undefined;
  const picture = old === undefined ? pictureOf(editor) : pictureOfGraph(old);
  const clip = clipOf(picture, selection.nodes);
  const meta = clip === null ? (old ?? (sop.view.meta as Partial<Graph>)) : {};
  const { nodes, edges } = clip ?? picture;
  return outlineOf({
    ...meta,
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
  });
}

function pictureOfGraph({ nodes, edges }: Graph): Picture {
  return { nodes: Object.values(nodes), edges: Object.values(edges) };
}
