import fc from "fast-check";
import { changesOf } from "#schemas/change/changes.ts";
import type { PlaceChange } from "#schemas/change/changes.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { layOps } from "#studio/sync/edit/lay-op.ts";
import { resolveOps } from "#studio/sync/edit/resolve-ops.ts";
import { graphOn, openSheet } from "#studio/sync/edit/sheet.ts";
import { EditError } from "#studio/sync/edit/edit-error.ts";
import type { Choice } from "#tests/support/frame.ts";
import { historyGraph } from "#tests/support/history.ts";
import { EDIT_KINDS } from "#tests/support/op-kinds.ts";
import { anyChoice } from "#tests/support/runs.ts";
import { copyJson, deepFreeze } from "#tests/support/same-json.ts";

/** A random edit: what to do, and with what. */
export interface AnyEdit {
  readonly kind: string;
  readonly choice: Omit<Choice, "tag">;
}

/** Edits of every kind. */
export function anyEdits(maxLength: number): fc.Arbitrary<AnyEdit[]> {
  const edit = fc.record({ kind: fc.constantFrom(...Object.keys(EDIT_KINDS)), choice: anyChoice() });
  return fc.array(edit, { minLength: 1, maxLength });
}

/** A graph that edits are laid on literally, one after the other, and the nodes that went. */
export interface Canvas {
  graph: GraphView;
  readonly dead: Map<string, GraphView["nodes"][string]>;
}

/** A canvas with the graph that random histories start from, frozen. */
export function createCanvas(): Canvas {
  return { graph: deepFreeze(copyJson(historyGraph())), dead: new Map() };
}

/** Makes and lays an edit; what it changed, or null where there was nothing to do. */
export function drawEdit(
  canvas: Canvas,
  { kind, choice }: AnyEdit,
  tag: string,
): { readonly given: PatchOp; readonly changes: readonly PlaceChange[] } | null {
  const frame = { graph: canvas.graph, dead: Object.fromEntries(canvas.dead) };
  const op = EDIT_KINDS[kind]?.(frame, { ...choice, tag });
  if (op === undefined) return null;
  try {
    const ops = resolveOps(openSheet(canvas.graph), deepFreeze([op]));
    return { given: op, changes: lay(canvas, ops) };
  } catch (error) {
    if (error instanceof EditError) return null;
    throw error;
  }
}

/** Lays ops on the canvas; what they changed. */
export function lay(canvas: Canvas, ops: readonly PatchOp[]): readonly PlaceChange[] {
  const sheet = layOps(canvas.graph, deepFreeze(ops));
  const changes = changesOf(canvas.graph, sheet.effects);
  for (const { ref, before, after } of sheet.touched.values()) {
    if (ref.kind === "node" && before !== undefined && after === undefined) canvas.dead.set(ref.id, before);
  }
  canvas.graph = deepFreeze(graphOn(sheet));
  return deepFreeze(changes);
}
