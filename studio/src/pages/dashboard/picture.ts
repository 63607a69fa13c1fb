import type { Graph } from "#schemas/graph/graph.ts";
import type { Node } from "#schemas/graph/node.ts";

/** A graph as boxes and lines, in the graph's own measure. */
export interface Picture {
  readonly viewBox: string;
  readonly boxes: readonly {
    readonly id: string;
    readonly x: number;
    readonly y: number;
    readonly type: Node["type"];
  }[];
  readonly lines: readonly { readonly id: string; readonly path: string }[];
}

/** About what a node takes on the canvas. */
export const BOX = { width: 240, height: 96 } as const;

/** More would be a grey stain, and slow. */
const MOST_BOXES = 150;
const MARGIN = 40;
/** A single node is not blown up to fill the picture. */
const LEAST = { width: 1100, height: 460 } as const;

/** Draws a graph small; null: there is nothing to draw. */
export function pictureOf({ nodes, edges }: Pick<Graph, "nodes" | "edges">): Picture | null {
  const boxes = Object.values(nodes)
    .slice(0, MOST_BOXES)
    .map(({ id, type, position }) => ({ id, type, ...position }));
  if (boxes.length === 0) return null;
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const lines = Object.values(edges).flatMap(({ id, source, target }) => {
    const [from, to] = [byId.get(source), byId.get(target)];
    return from === undefined || to === undefined ? [] : [{ id, path: lineBetween(from, to) }];
  });
  return { viewBox: boxAround(boxes), boxes, lines };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function lineBetween(from: Place, to: Place): string {
  const [x1, y1] = [from.x + BOX.width / 2, from.y + BOX.height];
  const [x2, y2] = [to.x + BOX.width / 2, to.y];
  const middle = (y1 + y2) / 2;
  return `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
}

function boxAround(places: readonly Place[]): string {
  const left = Math.min(...places.map(({ x }) => x));
  const top = Math.min(...places.map(({ y }) => y));
  const width = Math.max(...places.map(({ x }) => x)) + BOX.width - left;
  const height = Math.max(...places.map(({ y }) => y)) + BOX.height - top;
  const [wide, high] = [Math.max(width, LEAST.width), Math.max(height, LEAST.height)];
  const [x, y] = [left - (wide - width) / 2, top - (high - height) / 2];
  return [x - MARGIN, y - MARGIN, wide + 2 * MARGIN, high + 2 * MARGIN].map(Math.round).join(" ");
}
