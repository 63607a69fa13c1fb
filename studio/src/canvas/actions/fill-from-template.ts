import { toast } from "sonner";
import type { PatchOp } from "#schemas/change/op.ts";
import type { Json } from "#schemas/json.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import type { Template } from "../../pages/dashboard/templates.ts";
import type { Canvas } from "../canvas-context.tsx";
import { firstView } from "../first-view.ts";
import { tryEdit } from "./try-edit.ts";

/** Puts a ready SOP on an empty canvas, as one step of undo; name and domain stay what they are. */
export async function fillFromTemplate(canvas: Canvas, template: Template): Promise<void> {
  const loaded = await load(template).catch(() => null);
  if (loaded === null || "code" in loaded) {
    toast.error("The template could not be loaded. Check your network and try again.", { id: "template" });
    return;
  }
  const { nodes, edges } = loaded.graph;
  const ops = [
    ...Object.values(nodes).map((node): PatchOp => addOp("nodes", node)),
    ...Object.values(edges).map((edge): PatchOp => addOp("edges", edge)),
  ];
  // Somebody else may have begun meanwhile.
  if (canvas.editor.sop.view.nodes.size > 0 || !tryEdit(canvas, ops, "template")) return;
  const view = firstView(Object.values(nodes), canvas.seen());
  canvas.editor.state.getState().goTo({ kind: "viewport", ...view });
}

async function load(template: Template) {
  const [unit, { ExpertSop }, { unitToGraph }] = await Promise.all([
    template.load(),
    import("#schemas/convert/expert-sop.ts"),
    import("#schemas/convert/unit-to-graph.ts"),
  ]);
  return unitToGraph(ExpertSop.parse(unit), DEFAULT_LIMITS);
}

function addOp(map: "nodes" | "edges", entity: { readonly id: string }): PatchOp {
  return { op: "add", path: `/${map}/${entity.id}`, value: entity as unknown as Json };
}
