import type { NodeType } from "#schemas/graph/node.ts";
import type { Outline } from "./outline.ts";

/** What a text makes, as a sentence: "7 steps, 2 conditions, 9 connections". */
export function outlineWords({ nodes, links }: Pick<Outline, "nodes" | "links">): string {
  const count = (type: NodeType) => nodes.filter((node) => node.type === type).length;
  const parts = [
    ...(["step", "condition", "tool"] as const).map((type) => numbered(count(type), type)),
    numbered(links.length, "connection"),
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function numbered(count: number, word: string): string {
  return count === 0 ? "" : `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** What a text says of the SOP itself: "its name, domain and tags"; "": nothing. */
export function metaWords(meta: Outline["meta"]): string {
  const words = (["name", "domain", "description", "tags"] as const).filter((key) => meta[key] !== undefined);
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
