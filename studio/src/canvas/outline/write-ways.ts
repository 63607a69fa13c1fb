import type { Edge } from "#schemas/graph/edge.ts";
import type { Node } from "#schemas/graph/node.ts";
import type { Around } from "./around.ts";
import { isPlain } from "./around.ts";
import { writeWay } from "./write-parts.ts";

/** The connections that no other line tells of; that nothing follows is said where else something would. */
export function writeWays(
  i: number,
  node: Node,
  around: Around,
  told: readonly Edge[],
  isTold: boolean,
): string[] {
  const isBelow = (edge: Edge) => {
    const index = around.indexOf(edge.target);
    return index !== undefined && around.at(index)?.step === node && isPlain(edge);
  };
  const out = around.out(node.id).filter((edge) => !told.includes(edge));
  const left = out.filter((edge) => !isBelow(edge));
  const next = around.next(i);
  const hasTold = isTold || left.length < out.length;
  if (left.length === 0) return hasTold || next === undefined ? [] : [writeWay({ to: null })];
  const [only] = left;
  const isNext = only !== undefined && isPlain(only) && around.indexOf(only.target) === next;
  if (left.length === 1 && isNext && !hasTold) return [];
  return left.flatMap(({ target, sourceHandle: branch, targetHandle: into, label }) => {
    const index = around.indexOf(target);
    if (index === undefined) return [];
    const marks = {
      ...(branch !== undefined && { branch }),
      ...(into !== undefined && { into }),
      ...(label !== undefined && { label }),
    };
    return [writeWay({ to: around.nameFor(index), ...marks })];
  });
}
