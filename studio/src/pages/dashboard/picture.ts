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
/** Height by width of the place that it is shown in. */
const RATIO = 0.48;
/** A single node is not blown up to fill the picture. */
const LEAST_WIDTH = 900;
/** Beyond, nodes would be dots. */
const MOST_WIDTH = 2_200;

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

/**
 * As much of the graph as can be told apart: wide ones are cut at both sides, high ones below, where a SOP goes on. The
 * measure is that of the card's picture.
 */
function boxAround(places: readonly Place[]): string {
  const [left, right] = sidesOf(places);
  const top = Math.min(...places.map(({ y }) => y));
  const high = Math.max(...places.map(({ y }) => y)) + BOX.height - top + 2 * MARGIN;
  const wide = Math.min(Math.max(right - left + 2 * MARGIN, high / RATIO, LEAST_WIDTH), MOST_WIDTH);
  const free = Math.max(0, wide * RATIO - high) / 2;
  // What is in sight is in the middle, not what is cut away.
  const [from, to] = sidesOf(places.filter(({ y }) => y < top + wide * RATIO - BOX.height));
  const x = (from + to - wide) / 2;
  return [x, top - MARGIN - free, wide, wide * RATIO].map(Math.round).join(" ");
}

function sidesOf(places: readonly Place[]): readonly [left: number, right: number] {
  const xs = places.map(({ x }) => x);
  return [Math.min(...xs), Math.max(...xs) + BOX.width];
}
