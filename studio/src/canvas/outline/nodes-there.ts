import { byPlace } from "#schemas/graph/order.ts";
import type { Picture } from "../to-flow.ts";
import { nameOf, type There } from "./outline.ts";

/** The nodes of a canvas as a text may speak of them: of several of one name the first in reading order. */
export function nodesThere({ nodes, edges }: Picture): There[] {
  const tied = new Set(edges.map(({ source, sourceHandle }) => JSON.stringify([source, sourceHandle])));
  return nodes.toSorted(byPlace).map((node) => {
    const there = { id: node.id, type: node.type, title: nameOf(node) };
    if (node.type !== "condition") return there;
    const open = Object.entries(node.data.conditions ?? {}).flatMap(([branch, { action }]) =>
      action.trim() === "" || tied.has(JSON.stringify([node.id, branch])) ? [] : [{ branch, action }],
    );
    return open.length === 0 ? there : { ...there, open };
  });
}
