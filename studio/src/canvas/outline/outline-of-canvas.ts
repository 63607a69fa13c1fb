import type { Graph } from "#schemas/graph/graph.ts";
import { pictureOf } from "../actions/try-edit.ts";
import type { Canvas } from "../canvas-context.tsx";
import { clipOf } from "../clip.ts";
import { outlineOf } from "./write-outline.ts";

/** The text of what is selected, or, with what the SOP says of itself, of all that is shown. */
export function outlineOfCanvas({ editor }: Canvas): string {
  const { sop, state } = editor;
  const { visit, selection } = state.getState();
  const picture = pictureOf(editor);
  const clip = clipOf(picture, selection.nodes);
  const meta = clip === null ? ((visit?.own ?? sop.view.meta) as Partial<Graph>) : {};
  const { nodes, edges } = clip ?? picture;
  return outlineOf({
    ...meta,
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
  });
}
