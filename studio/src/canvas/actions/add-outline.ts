import { toast } from "sonner";
import type { PatchOp } from "#schemas/change/op.ts";
import { checkValue } from "#schemas/change/syntax.ts";
import type { Json } from "#schemas/json.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import type { Canvas } from "../canvas-context.tsx";
import { firstView } from "../first-view.ts";
import { nodesThere } from "../outline/nodes-there.ts";
import { nameOf, type OutlineMeta } from "../outline/outline.ts";
import { outlineOps } from "../outline/outline-ops.ts";
import { readOutline } from "../outline/read-outline.ts";
import { short } from "../outline/take-detail.ts";
import { isTaken, pictureOf, tryEdit } from "./try-edit.ts";

/** U72: adds what a text says as one step of undo; it is selected and brought into view. The new nodes; null: nothing was added. */
export async function addOutline(
  canvas: Canvas,
  text: string,
  withMeta: boolean,
): Promise<readonly string[] | null> {
  const layout = await loadLayout();
  if (layout === null) return null;
  // Read when it is added: others may have edited meanwhile.
  const { meta, nodes, links } = readOutline(text, nodesThere(pictureOf(canvas.editor)));
  const there = pictureOf(canvas.editor).nodes;
  if (there.length + nodes.length > DEFAULT_LIMITS.nodes) {
    const most = DEFAULT_LIMITS.nodes.toLocaleString("en");
    toast.error(`A SOP holds at most ${most} steps, conditions and tools.`, { id: "outline" });
    return null;
  }
  const long = nodes.find(
    ({ data }) => checkValue(data as Json, DATA_DEPTH, DEFAULT_LIMITS)?.code === "limit",
  );
  if (long !== undefined) {
    toast.error(`“${short(nameOf(long))}” is too long to be saved. Divide it.`, { id: "outline" });
    return null;
  }
  const origin = { x: 0, y: 0 };
  const taken = (id: string) => isTaken(canvas, id);
  const added = outlineOps(
    { nodes, links },
    { there, origin, layout, isTaken: taken, chance: canvas.chance },
  );
  const ops = [...(withMeta ? metaOps(meta) : []), ...added.ops];
  if (ops.length === 0 || !tryEdit(canvas, ops, "outline")) return null;
  const { select, goTo } = canvas.editor.state.getState();
  const ids = added.nodes.map(({ id }) => id);
  select({ nodes: ids, edges: [...added.edges] });
  if (ids.length > 0) goTo({ kind: "viewport", ...firstView(added.nodes, canvas.seen()) });
  return ids;
}

/** Levels above the data of a node: nodes, the node. */
const DATA_DEPTH = 3;

async function loadLayout() {
  try {
    return (await import("#schemas/convert/layout.ts")).layoutGraph;
  } catch {
    toast.error("The layout could not be loaded. Check your network and try again.", { id: "outline" });
    return null;
  }
}

function metaOps(meta: OutlineMeta): PatchOp[] {
  return Object.entries(meta).map(([key, value]) => ({ op: "add", path: `/${key}`, value: value as Json }));
}
