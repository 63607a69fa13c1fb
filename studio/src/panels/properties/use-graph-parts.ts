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

/** The connections by node, and the edges that they were made from. */
interface Links {
  readonly edges: readonly Edge[];
  readonly byNode: ReadonlyMap<string, NodeLinks>;
}

const links = createDerived<Links>(["view"], (sop, before = { edges: [], byNode: new Map() }) => {
  const edges = [...sop.view.edges.values()] as unknown as Edge[];
  // Told at each move of a node, which is no news here.
  if (isSameList(edges, before.edges)) return before;
  return { edges, byNode: indexLinks(edges, before.byNode) };
});

/** The nodes to choose from, and what they were made from. */
interface Options {
  readonly said: readonly Node["data"][];
  readonly options: readonly NodeOption[];
}

const options = createDerived<Options>(["view"], (sop, before = { said: [], options: [] }) => {
  const nodes = [...sop.view.nodes.values()] as unknown as Node[];
  const said = nodes.map(({ data }) => data);
  if (isSameList(said, before.said)) return before;
  const sorted = nodes.sort(byPlace);
  return {
    said,
    options: sorted.map((node) => ({ id: node.id, type: node.type, title: titleOf(node) })),
  };
});

function isSameList(one: readonly object[], other: readonly object[]): boolean {
  return one.length === other.length && one.every((item, i) => item === other[i]);
}

/** The connections of a node. */
export function useLinks(node: string): NodeLinks {
  return useDerived(
    links,
    useCallback(({ byNode }: Links) => byNode.get(node) ?? NO_LINKS, [node]),
  );
}

/** Every node by what people call it, in reading order as it was when something was last said anew. */
export function useNodeOptions(): readonly NodeOption[] {
  return useDerived(options, all);
}

const all = ({ options }: Options) => options;
