import { applyPatch as applyByFastJsonPatch } from "fast-json-patch";
import { applyPatch as applyByRfc6902 } from "rfc6902";
import type { Effect } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { copyJson, firstDifference } from "./same-json.ts";

/**
 * Applies effects strictly to a copy of a graph, with two libraries that know nothing of the transform, and
 * returns the result. Throws `[I4] …` where one refuses them or where they disagree.
 */
export function applyEffects(graph: GraphView, effects: readonly Effect[]): GraphView {
  const kinds = effects.filter(({ op }) => op !== "add" && op !== "remove" && op !== "replace");
  if (kinds.length > 0) throw new Error(`[I4] effects hold ${kinds.map(({ op }) => op).join()}`);
  const one = applyFirst(graph, effects);
  const two = copyJson(graph);
  const refused = applyByRfc6902(two, copyJson(effects) as Effect[]).find((error) => error !== null);
  if (refused) throw new Error(`[I4] rfc6902 refuses ${JSON.stringify(effects)}: ${refused.message}`);
  const difference = firstDifference(one, two);
  if (difference !== undefined) throw new Error(`[I4] the libraries disagree at ${difference}`);
  return one;
}

function applyFirst(graph: GraphView, effects: readonly Effect[]): GraphView {
  try {
    return applyByFastJsonPatch(copyJson(graph), copyJson(effects), true).newDocument;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    throw new Error(`[I4] fast-json-patch refuses ${JSON.stringify(effects)}: ${reason}`, { cause: error });
  }
}
