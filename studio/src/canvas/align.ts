import type { Box } from "./free-place.ts";
import type { Move } from "./from-flow.ts";

/** A node's box, by its id. */
export interface Placed extends Box {
  readonly id: string;
}

/** How selected nodes can be put in line. */
export const ALIGNMENTS = ["left", "center", "right", "top", "middle", "bottom"] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** Along which line nodes are spread evenly. */
export type Spread = "horizontally" | "vertically";

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Align = (box: Box, frame: Frame) => { readonly x: number; readonly y: number };

const ALIGN: Readonly<Record<Alignment, Align>> = {
  left: ({ y }, { left }) => ({ x: left, y }),
  center: ({ y, width }, { left, right }) => ({ x: (left + right - width) / 2, y }),
  right: ({ y, width }, { right }) => ({ x: right - width, y }),
  top: ({ x }, { top }) => ({ x, y: top }),
  middle: ({ x, height }, { top, bottom }) => ({ x, y: (top + bottom - height) / 2 }),
  bottom: ({ x, height }, { bottom }) => ({ x, y: bottom - height }),
};

/** U14: where nodes go to stand in line with the outermost of them, or around their middle. */
export function alignNodes(nodes: readonly Placed[], alignment: Alignment): Move[] {
  const frame = frameOf(nodes);
  return nodes.map((node) => ({ id: node.id, ...ALIGN[alignment](node, frame) }));
}

/** U14: where nodes go to have the same air between them; the two outermost stay. */
export function spreadNodes(nodes: readonly Placed[], spread: Spread): Move[] {
  const start = spread === "horizontally" ? "x" : "y";
  const length = spread === "horizontally" ? "width" : "height";
  const sorted = nodes.toSorted((a, b) => a[start] - b[start] || (a.id < b.id ? -1 : 1));
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined || sorted.length < 3) return [];
  const taken = sorted.reduce((sum, node) => sum + node[length], 0);
  const air = (last[start] + last[length] - first[start] - taken) / (sorted.length - 1);
  let at = first[start];
  return sorted.map((node) => {
    const move = { id: node.id, x: node.x, y: node.y, [start]: at };
    at += node[length] + air;
    return move;
  });
}

function frameOf(boxes: readonly Box[]): Frame {
  return {
    left: Math.min(...boxes.map(({ x }) => x)),
    right: Math.max(...boxes.map(({ x, width }) => x + width)),
    top: Math.min(...boxes.map(({ y }) => y)),
    bottom: Math.max(...boxes.map(({ y, height }) => y + height)),
  };
}
