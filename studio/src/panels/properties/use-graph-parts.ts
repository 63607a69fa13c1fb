import { useCallback } from "react";
import type { Edge } from "#schemas/graph/edge.ts";
import type { Node } from "#schemas/graph/node.ts";
import { byPlace } from "#schemas/graph/order.ts";
import { titleOf } from "../../canvas/title-of.ts";
import { createDerived, useDerived } from "../../together/derived.ts";
import { indexLinks, NO_LINKS, type NodeLinks } from "../links-index.ts";

/** A node as something to choose. */
export interface NodeOption {
  readonly id: string;
  readonly type: Node["type"];
  readonly title: string;
}

const links = createDerived<ReadonlyMap<string, NodeLinks>>(["view"], (sop, before = new Map()) =>
  indexLinks(sop.view.edges.values() as unknown as Iterable<Edge>, before),
);

const options = createDerived<readonly NodeOption[]>(["view"], (sop, before = []) => {
  const nodes = [...sop.view.nodes.values()] as unknown as Node[];
  const now = nodes.sort(byPlace).map((node) => ({ id: node.id, type: node.type, title: titleOf(node) }));
  const isSame =
    now.length === before.length &&
    now.every(({ id, title }, i) => id === before[i]?.id && title === before[i].title);
  return isSame ? before : now;
});

/** The connections of a node. */
export function useLinks(node: string): NodeLinks {
  return useDerived(
    links,
    useCallback((index) => index.get(node) ?? NO_LINKS, [node]),
  );
}

/** Every node, in reading order, by what people call it. */
export function useNodeOptions(): readonly NodeOption[] {
  return useDerived(options, all);
}

const all = (options: readonly NodeOption[]) => options;
