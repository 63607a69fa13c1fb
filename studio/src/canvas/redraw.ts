import type { Selection } from "../editor/editor-state.ts";
import type { FlowNode } from "./flow-types.ts";
import { toFlow, toFlowNode, type Flow, type Picture } from "./to-flow.ts";

/** What is drawn, and of what. */
export interface Drawing {
  readonly picture: Picture;
  readonly selection: Selection;
  readonly flow: Flow;
  /** The nodes whose place alone is another than in the drawing before; null: more is different. */
  readonly moved: readonly FlowNode[] | null;
}

/**
 * U10: as `toFlow`. While something is dragged, most pictures differ from the one before in places alone: then nothing but
 * what was moved is looked at, however large the SOP is.
 */
export function redraw(before: Drawing | null, picture: Picture, selection: Selection): Drawing {
  const moves = before?.selection === selection ? movesSince(before, picture) : null;
  if (before === null || moves === null)
    return { picture, selection, flow: toFlow(picture, selection, before?.flow), moved: null };
  if (moves.size === 0) return { ...before, picture, moved: [] };
  const nodes = [...before.flow.nodes];
  for (const [i, node] of moves) nodes[i] = node;
  return { picture, selection, flow: { nodes, edges: before.flow.edges }, moved: [...moves.values()] };
}

/** The moved nodes by their index; null: something else is different too. */
function movesSince({ picture, flow }: Drawing, now: Picture): ReadonlyMap<number, FlowNode> | null {
  const { nodes, edges } = picture;
  if (nodes.length !== now.nodes.length || edges.length !== now.edges.length) return null;
  if (!edges.every((edge, i) => edge === now.edges[i])) return null;
  const moves = new Map<number, FlowNode>();
  for (const [i, node] of now.nodes.entries()) {
    const before = nodes[i];
    if (node === before) continue;
    const drawn = flow.nodes[i];
    if (node.id !== before?.id || node.data !== before.data || drawn === undefined) return null;
    moves.set(i, toFlowNode(node, drawn.selected === true));
  }
  return moves;
}
