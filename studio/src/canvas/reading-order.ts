import type { Edge } from "#schemas/graph/edge.ts";
import type { Node } from "#schemas/graph/node.ts";
import { byPlace } from "#schemas/graph/order.ts";
import { boxOf, type Box } from "./free-place.ts";

/** A way on the canvas. */
export type Direction = "up" | "down" | "left" | "right";

/** U16: the node that is read after (or before) another; null: the canvas ends there. */
export function nodeAfter(nodes: readonly Node[], from: string | null, isBack: boolean): Node | null {
  const sorted = nodes.toSorted(byPlace);
  if (from === null) return (isBack ? sorted.at(-1) : sorted[0]) ?? null;
  const at = sorted.findIndex(({ id }) => id === from);
  return at < 0 ? (sorted[0] ?? null) : (sorted[at + (isBack ? -1 : 1)] ?? null);
}

/** U16: the first connection of a node, or the one after `edge` from the same node: what leaves it, then what comes. */
export function edgeAfter(edges: readonly Edge[], node: string | null, edge: string | null): Edge | null {
  const at = node ?? edges.find(({ id }) => id === edge)?.source;
  if (at === undefined) return null;
  const leaving = edges.filter(({ source }) => source === at);
  const all = [...leaving, ...edges.filter(({ target, source }) => target === at && source !== at)];
  return all[(all.findIndex(({ id }) => id === edge) + 1) % all.length] ?? null;
}

/** U16: the nearest node in a direction: what lies to the side counts double. */
export function nodeBeside(nodes: readonly Node[], from: string, direction: Direction): Node | null {
  const start = nodes.find(({ id }) => id === from);
  if (start === undefined) return null;
  const here = middleOf(boxOf(start));
  let best: { readonly node: Node; readonly far: number } | null = null;
  for (const node of nodes) {
    if (node.id === from) continue;
    const there = middleOf(boxOf(node));
    const [ahead, aside] = AHEAD[direction](there.x - here.x, there.y - here.y);
    if (ahead <= 0 || Math.abs(aside) > 2 * ahead) continue;
    const far = ahead + 2 * Math.abs(aside);
    if (best === null || far < best.far) best = { node, far };
  }
  return best?.node ?? null;
}

const AHEAD: Readonly<Record<Direction, (dx: number, dy: number) => [ahead: number, aside: number]>> = {
  up: (dx, dy) => [-dy, dx],
  down: (dx, dy) => [dy, dx],
  left: (dx, dy) => [-dx, dy],
  right: (dx, dy) => [dx, dy],
};

function middleOf({ x, y, width, height }: Box): { readonly x: number; readonly y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}
