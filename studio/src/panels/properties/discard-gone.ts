import type { SopClient } from "../../sync/types.ts";

/** Codes of what was refused because what it was about was not there. */
const GONE = new Set(["deleted", "path_not_found", "container_gone"]);

/** What was refused because a node, or a part of it, was gone is in it again: forgets that it was set aside. */
export function discardGone({ asides }: Pick<SopClient, "asides">, node: string, under = ""): void {
  for (const { id, node: of, code, ops } of asides.list()) {
    if (of === node && GONE.has(code) && ops.every(({ path }) => path.startsWith(under))) asides.discard(id);
  }
}
