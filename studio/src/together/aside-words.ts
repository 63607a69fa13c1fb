import { isObject, type JsonObject } from "#schemas/json.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import type { Aside, AsideKind, SopClient } from "../sync/types.ts";
import { describeOps } from "./describe-ops.ts";
import { nameOf, nodeName, quoteNode } from "./names.ts";

const BEGINNINGS: Readonly<Record<AsideKind, string>> = {
  refused: "Not saved",
  unsent: "Not sent",
  unknown: "Not answered",
  undone: "Undone",
};

/** What became of what: "Not saved: the instruction of “Triage”". */
export function asideTitle(sop: SopClient, aside: Aside): string {
  return `${BEGINNINGS[aside.kind]}: ${asideWhat(sop, aside)}`;
}

/** What of mine it is. */
function asideWhat(sop: SopClient, { ops, notice }: Aside): string {
  return describeOps(ops, {
    node: (id) => addedNode(id) ?? nodeName(sop, id),
    edge: (id) => sop.view.edges.get(id) ?? buriedEdge(),
  });

  /** One that I added, and that is nowhere but in the aside. */
  function addedNode(id: string): string | undefined {
    const added = ops.find((op) => op.path === `/nodes/${id}` && "value" in op);
    return added !== undefined && "value" in added && isObject(added.value)
      ? quoteNode(added.value)
      : undefined;
  }

  function buriedEdge(): JsonObject | undefined {
    const buried = notice?.buried ?? undefined;
    return isObject(buried) ? buried : undefined;
  }
}

/** Why, and by whom: in names where they are known. */
export function asideWhy(sop: Pick<SopClient, "peers">, { message, by }: Aside): string {
  return by === null ? message : message.replace(by.agent, () => nameOf(sop, by.agent));
}

/** The nodes that an aside needs and that are not there: those it changes, and an edge's ends. */
export function missingNodes({ view }: Pick<SopClient, "view">, { ops, notice }: Aside): readonly string[] {
  const needed = ops.flatMap((op) => {
    const [kind, id, ...inside] = parsePointer(op.path) ?? [];
    if (kind === "nodes" && id !== undefined) return inside.length > 0 ? [id] : [];
    const value = ("value" in op ? op.value : undefined) ?? notice?.buried ?? undefined;
    if (kind !== "edges") return [];
    if (isObject(value)) return [value["source"], value["target"]];
    return inside[0] === "source" || inside[0] === "target" ? [value] : [];
  });
  return [...new Set(needed)].filter((id) => typeof id === "string").filter((id) => !view.nodes.has(id));
}
