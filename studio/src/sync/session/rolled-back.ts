import { differenceOps } from "#schemas/change/three-way.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { wholeAside } from "../asides/make-asides.ts";
import type { Aside } from "../types.ts";
import { surroundings, type SessionParts } from "./parts.ts";

/** A confirmed graph with its version. */
export interface Confirmed {
  readonly graph: GraphView;
  readonly version: number;
}

/**
 * What was saved here and is not there any more, since the registry came back from an older backup: set aside for its
 * people to look at, as one edit that would bring it back. What is new there is never taken away by it. Null: nothing
 * is missing, or the registry went on since, so that nobody can tell.
 */
export function rolledBack(parts: SessionParts, before: Confirmed, now: Confirmed): Aside | null {
  if (now.version > before.version) return null;
  const ops = differenceOps(now.graph, before.graph).filter(({ op }) => op !== "remove");
  if (ops.length === 0) return null;
  const made = { id: `back.${parts.env.newId()}`, base: null, ts: 0, ops, step: "", kind: "edit" } as const;
  return { ...wholeAside(made, "unsent", "rolled_back", surroundings(parts)), node: null };
}
