import { META_REF, type Ref } from "./state.ts";

/** What a path names: the whole graph, one of its maps, an entity, or a place inside one. */
export type Target =
  | { readonly kind: "whole"; readonly root: "" | "/nodes" | "/edges" }
  | { readonly kind: "entity"; readonly ref: Ref }
  | { readonly kind: "inside"; readonly ref: Ref; readonly tokens: readonly string[] };

/** N2: tokens under "nodes" and "edges" are ids. */
export function targetOf(tokens: readonly string[]): Target {
  const [first, id, ...rest] = tokens;
  if (first === undefined) return { kind: "whole", root: "" };
  if (first !== "nodes" && first !== "edges") return { kind: "inside", ref: META_REF, tokens };
  if (id === undefined) return { kind: "whole", root: `/${first}` };
  const ref: Ref = { kind: first === "nodes" ? "node" : "edge", id };
  return rest.length === 0 ? { kind: "entity", ref } : { kind: "inside", ref, tokens: rest };
}

/** A key for maps by entity. */
export function refKey(ref: Ref): string {
  return `${ref.kind}/${ref.id}`;
}
