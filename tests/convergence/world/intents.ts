import { isArray, type Json } from "#schemas/json.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { valueAt } from "#tests/support/same-json.ts";
import { Finding } from "./finding.ts";
import type { BookedRow } from "./log-book.ts";

/** What authors meant by an index: the element that they saw there. All elements of a run are different. */
export class Intents {
  readonly #meant = new Map<string, { readonly list: string; readonly element: Json }>();

  /** Somebody who sees `graph` makes this patch. */
  made(patch: string | undefined, graph: GraphView, ops: readonly PatchOp[]): void {
    const [op] = ops;
    if (patch === undefined || ops.length !== 1 || op?.op !== "remove") return;
    const list = op.path.slice(0, op.path.lastIndexOf("/"));
    const element = valueAt(graph, op.path);
    const elements = valueAt(graph, list);
    if (element === undefined || !isArray(elements)) return;
    // What came back by an undo may be there twice.
    if (elements.filter((other) => other === element).length === 1) this.#meant.set(patch, { list, element });
  }

  /** It came to the disk: what was meant is gone, if anything is. */
  check({ id, ops, before, after }: BookedRow): void {
    const meant = this.#meant.get(id);
    if (meant === undefined || !ops.some(({ path }) => path.startsWith(`${meant.list}/`))) return;
    // It may be there twice by now, since others put it back; or not at all, since others set it: its slot is taken then.
    const [had, left] = [countIn(before, meant), countIn(after, meant)];
    if (had > 0 && left >= had)
      throw new Finding(
        "wrong_element",
        `${id} took ${JSON.stringify(ops)} for ${JSON.stringify(meant.element)}`,
      );
  }
}

/** How often it is in its list. */
function countIn(
  graph: GraphView,
  { list, element }: { readonly list: string; readonly element: Json },
): number {
  const elements = valueAt(graph, list);
  return isArray(elements) ? elements.filter((other) => other === element).length : 0;
}
