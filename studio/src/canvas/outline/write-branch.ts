import type { Edge } from "#schemas/graph/edge.ts";
import type { Around } from "./around.ts";
import { nameOf } from "./outline.ts";
import type { Branch } from "./read-line.ts";
import type { WrittenWay } from "./read-way.ts";
import { pair, writeDetail, writeWay } from "./write-parts.ts";

/** A branch as a line, with the connection that leaves by it; whether that says what follows. */
export function writeBranch(
  key: string,
  action: string,
  minutes: number | undefined,
  edge: Edge | undefined,
  around: Around,
): { readonly line: string; readonly isTold: boolean } {
  const target = edge === undefined ? undefined : around.indexOf(edge.target);
  const name = target === undefined ? null : around.nameFor(target);
  const goal = target === undefined ? undefined : around.at(target)?.node;
  const isEnd = name === null && around.namesStep(action);
  const label = edge?.label;
  const way: WrittenWay | null =
    name !== null || isEnd ? { to: name, ...(label !== undefined && { label }) } : null;
  const isShort = goal !== undefined && nameOf(goal) === action && action !== "";
  const said = isShort ? null : action;
  const time = minutes === undefined ? "" : ` (${minutes} min)`;
  const branch: Branch = {
    kind: "branch",
    key,
    ...(minutes !== undefined && { minutes }),
    action: said,
    way,
  };
  const line = writeDetail(branch, "condition", said === null ? [key] : [key, said], ([key = "", does]) => {
    const begin = `${key}${time}`;
    const isBare = does === undefined || (does === "" && way === null);
    const left = isBare ? begin : pair(begin, does);
    return `- ${way === null ? left : `${left} ${writeWay(way)}`}`;
  });
  return { line, isTold: way !== null };
}
