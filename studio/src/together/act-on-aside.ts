import { toast } from "sonner";
import type { PatchOp } from "#schemas/change/op.ts";
import { EditError } from "../sync/edit/edit-error.ts";
import type { Aside, SopClient } from "../sync/types.ts";
import { copyText } from "../ui/copy-text.ts";
import { missingNodes } from "./aside-words.ts";
import { rememberedEdges, rememberedNode } from "./remembered-nodes.ts";

/** Whether what an aside needs, or what it lost, can be brought back. */
export function isRestorable(sop: SopClient, aside: Aside): boolean {
  const missing = missingNodes(sop, aside);
  if (missing.some((node) => rememberedNode(sop, node) === undefined)) return false;
  return missing.length > 0 || aside.kind === "undone";
}

/** Brings back what an aside holds, and before it the nodes that it needs. */
export function restoreAside(sop: SopClient, aside: Aside): void {
  act(() => {
    // A node comes back as it was buried, with what I wrote in it; an edge only where its ends are.
    const isOfNode = aside.notice?.path.startsWith("/nodes/") === true;
    if (isOfNode && sop.asides.restore(aside.id) !== null) return;
    const missing = missingNodes(sop, aside);
    if (missing.length > 0) sop.edit(bringBack(sop, missing));
    if (aside.kind !== "undone") sop.asides.retry(aside.id);
    else if (sop.asides.restore(aside.id) === null) sop.asides.discard(aside.id);
  });
}

/** Tries again what did not stand. */
export function retryAside(sop: SopClient, { id }: Aside): void {
  act(() => sop.asides.retry(id));
}

/** Copies asides as JSON. */
export async function copyAsides(sop: Pick<SopClient, "asides">, asides: readonly Aside[]): Promise<void> {
  const texts = asides.map(({ id }) => sop.asides.copy(id));
  await copyText(texts.length === 1 ? (texts[0] ?? "") : `[${texts.join(",\n")}]`, "Copied");
}

/** Adds nodes as they were last seen here, with the edges that went with them. */
function bringBack(sop: SopClient, missing: readonly string[]): readonly PatchOp[] {
  const nodes = missing.flatMap((id): PatchOp[] => {
    const value = rememberedNode(sop, id);
    return value === undefined ? [] : [{ op: "add", path: `/nodes/${id}`, value }];
  });
  const edges = rememberedEdges(sop, missing).map((value): PatchOp => {
    return { op: "add", path: `/edges/${value.id}`, value: { ...value } };
  });
  return [...nodes, ...edges];
}

/** What does not fit on what is there now stays aside, and says why. */
function act(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    toast.error("This does not fit any more", { description: error.message });
  }
}
