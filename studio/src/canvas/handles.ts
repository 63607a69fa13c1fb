import { Position, type NodeHandle } from "@xyflow/react";
import { BRANCH_ROWS, sizeOfNode } from "#schemas/convert/node-sizes.ts";
import type { Node } from "#schemas/graph/node.ts";

/** The handle that every edge ends at. */
export const IN = "in";
/** The handle of an edge that leaves by no branch. */
export const OUT = "out";

/** Flow units, as in canvas.css. */
const HANDLE = 12;

/** The branches of a node, in the order of its rows. */
export function branchesOf(node: Node): readonly string[] {
  return node.type === "condition" ? Object.keys(node.data.conditions ?? {}) : [];
}

/** A branch's handle; React Flow puts its name into selectors, so quotes must not reach it. */
export function handleOfBranch(branch: string): string {
  return `branch:${encodeURIComponent(branch.toWellFormed())}`;
}

/** The branch that a handle belongs to; undefined: none. */
export function branchOfHandle(node: Node, handle: string | null | undefined): string | undefined {
  return branchesOf(node).find((branch) => handleOfBranch(branch) === handle);
}

/** The middle of a branch's row, from the top of its node. */
export function branchTop(row: number): number {
  return BRANCH_ROWS.top + (row + 0.5) * BRANCH_ROWS.height;
}

/** Where a node's handles are: edges find their ends without anything being measured. */
export function handlesOf(node: Node): NodeHandle[] {
  const { width, height } = sizeOfNode(node);
  const size = { width: HANDLE, height: HANDLE };
  const middle = (width - HANDLE) / 2;
  return [
    { id: IN, type: "target", position: Position.Top, x: middle, y: -HANDLE / 2, ...size },
    { id: OUT, type: "source", position: Position.Bottom, x: middle, y: height - HANDLE / 2, ...size },
    ...branchesOf(node).map((branch, row) => ({
      id: handleOfBranch(branch),
      type: "source" as const,
      position: Position.Right,
      x: width - HANDLE / 2,
      y: branchTop(row) - HANDLE / 2,
      ...size,
    })),
  ];
}
