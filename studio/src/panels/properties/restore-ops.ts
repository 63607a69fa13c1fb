import type { PatchOp } from "#schemas/change/op.ts";
import type { Json } from "#schemas/json.ts";
import type { Edge } from "#schemas/graph/edge.ts";
import type { Node } from "#schemas/graph/node.ts";
import type { View } from "../../sync/types.ts";
import type { NodeLinks } from "../links-index.ts";

/** U35: what brings a node back as it was seen last, with the connections whose other end is still there. */
export function restoreOps({ nodes, edges }: View, node: Node, links: NodeLinks): PatchOp[] {
  const isThere = (id: string) => id === node.id || nodes.has(id);
  const back = [...links.in, ...links.out].filter(
    ({ id, source, target }) => !edges.has(id) && isThere(source) && isThere(target),
  );
  // A connection of a node to itself is in both lists.
  return [add("nodes", node), ...new Map(back.map((edge) => [edge.id, add("edges", edge)])).values()];
}

function add(map: "nodes" | "edges", entity: Node | Edge): PatchOp {
  return { op: "add", path: `/${map}/${entity.id}`, value: entity as unknown as Json };
}
