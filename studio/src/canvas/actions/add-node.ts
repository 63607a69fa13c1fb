import type { Json } from "#schemas/json.ts";
import type { Place } from "#schemas/convert/layout.ts";
import { NODE_SIZES, sizeOfNode, type Size } from "#schemas/convert/node-sizes.ts";
import type { Node, NodeType } from "#schemas/graph/node.ts";
import { isNarrow } from "../../hooks/use-is-narrow.ts";
import type { Canvas } from "../canvas-context.tsx";
import { boxOf, freePlace } from "../free-place.ts";
import { newId } from "../new-id.ts";
import { newNode } from "../new-node.ts";
import { titleOf } from "../title-of.ts";
import { focusNode, isSeen } from "./focus-node.ts";
import { isTaken, pictureOf, tryEdit } from "./try-edit.ts";

/** U13: adds a node, its middle at a place, or where there is room in what is seen; it is selected, its panel opens. */
export function addNode(canvas: Canvas, type: NodeType, at?: Place): string | null {
  const { nodes } = pictureOf(canvas.editor);
  const id = newId(type, (id) => isTaken(canvas, id), canvas.chance);
  const draft = newNode(id, type, { x: 0, y: 0 }, new Set(nodes.map(titleOf)));
  const size = sizeOfNode(draft);
  const middle = at ?? belowSelected(canvas, nodes, size) ?? middleOfSeen(canvas);
  const wished = { x: middle.x - size.width / 2, y: middle.y - size.height / 2 };
  const place = at === undefined ? freePlace(wished, size, nodes.map(boxOf)) : wished;
  const position = { x: Math.round(place.x), y: Math.round(place.y) };
  const value = { ...draft, position } as unknown as Json;
  if (!tryEdit(canvas, [{ op: "add", path: `/nodes/${id}`, value }], "add")) return null;
  const { state } = canvas.editor;
  state.getState().select({ nodes: [id], edges: [] });
  // On a telephone the panel would cover what was just added.
  if (!isNarrow()) state.getState().openPanel("properties");
  focusNode(canvas, id);
  return id;
}

/** Flow units between a node and the one that is added after it: room for an edge and its label. */
const GAP = 70;

/** The middle of a node below the only selected one, if that is seen; whoever adds several goes on from there. */
function belowSelected(canvas: Canvas, nodes: readonly Node[], { height }: Size): Place | null {
  const { selection } = canvas.editor.state.getState();
  const only = nodes.find(({ id }) => selection.nodes.length === 1 && id === selection.nodes[0]);
  if (only === undefined || !isSeen(canvas, only)) return null;
  const box = boxOf(only);
  return { x: box.x + box.width / 2, y: box.y + box.height + GAP + height / 2 };
}

/** The middle of what is seen, in flow units. */
export function middleOfSeen({ flow, seen }: Canvas): Place {
  const { width, height } = seen();
  const { x, y, zoom } = flow.getViewport();
  // Above the middle where little is seen: a panel may cover the rest.
  const down = height < 2 * NODE_SIZES.step.height ? 0.5 : 0.45;
  return { x: (width / 2 - x) / zoom, y: (height * down - y) / zoom };
}
