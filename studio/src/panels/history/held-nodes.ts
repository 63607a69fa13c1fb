import { parsePointer } from "#schemas/change/pointer.ts";
import { targetOf } from "#schemas/change/target.ts";
import { ApiError } from "../../app/api.ts";

/** A node that somebody else works on. */
export interface HeldNode {
  readonly node: string;
  readonly agent: string;
}

/** U56: the nodes, with their holders, that keep a restore or a revert from being made; null: it is not that. */
export function heldNodes(error: unknown): readonly HeldNode[] | null {
  if (!(error instanceof ApiError) || error.code !== "node_locked") return null;
  const agents = new Map<string, string>();
  for (const { code, path, by } of error.problem.outcomes ?? []) {
    const target = targetOf(parsePointer(path ?? "") ?? []);
    if (code !== "node_locked" || target.kind === "whole" || target.ref.kind !== "node") continue;
    agents.set(target.ref.id, by?.agent ?? error.problem.by?.agent ?? "somebody else");
  }
  return [...agents].map(([node, agent]) => ({ node, agent }));
}
