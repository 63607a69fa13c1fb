import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphRules, GraphView } from "#schemas/change/types.ts";
import { SOP_RULES } from "#schemas/graph/rules.ts";
import { isEntityId } from "#schemas/ids.ts";
import type { Edit } from "../types.ts";
import { drawRecipe } from "./draw-recipe.ts";
import { EditError } from "./edit-error.ts";
import { settleFresh } from "./lay-op.ts";
import { resolveOps } from "./resolve-ops.ts";
import { openSheet, pathTo, type Sheet } from "./sheet.ts";

/**
 * Y40–Y43: the ops that an edit of a graph is, judged as the registry would judge them if nobody else edited: none
 * where nothing changed. Throws `EditError`, and then nothing of the edit holds.
 */
export function toOps(graph: GraphView, edit: Edit, rules: GraphRules = SOP_RULES): PatchOp[] {
  const sheet = openSheet(graph);
  const ops = resolveOps(sheet, typeof edit === "function" ? drawRecipe(graph, edit) : edit);
  settleFresh(sheet);
  refuseInvalid(sheet, rules);
  return ops;
}

/** Every entity that the edit touched is valid when it is through. */
function refuseInvalid(sheet: Sheet, rules: GraphRules): void {
  for (const { ref, before, after } of sheet.touched.values()) {
    if (after === undefined || after === before) continue;
    const path = pathTo(ref);
    if (ref.kind === "meta") {
      for (const key of new Set([...Object.keys(before ?? {}), ...Object.keys(after)])) {
        if (before?.[key] !== after[key]) refuseWrong(rules.checkMeta(key, after[key]), `/${key}`);
      }
      continue;
    }
    if (!isEntityId(ref.id)) throw new EditError("invalid_id", `"${ref.id}" is no id.`, path);
    if (ref.kind === "edge") refuseWrong(rules.checkEdge(after, before), path);
    else {
      refuseWrong(rules.checkNode(after, before), path);
      if (before !== undefined && before.type !== after.type)
        throw new EditError("invalid", "The type of a node never changes.", path);
    }
  }
}

function refuseWrong(wrong: string | undefined, path: string): void {
  if (wrong !== undefined) throw new EditError("invalid", `"${path}" would not be valid: ${wrong}`, path);
}
