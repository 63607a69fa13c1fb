import type { Graph } from "../graph/graph.ts";
import type { Node, NodeType } from "../graph/node.ts";
import { byPlace } from "../graph/order.ts";

/** A graph as a Mermaid flowchart: ids of its own, texts that can only be texts. */
export function graphToMermaid(graph: Graph): string {
  const nodes = Object.values(graph.nodes).sort(byPlace);
  const nameById = new Map(nodes.map((node, i) => [node.id, `n${i}`]));
  const boxes = nodes.map((node) => {
    const [open, close] = SHAPES[node.type];
    return `  ${nameById.get(node.id)}${open}"${label(textOf(node))}"${close}`;
  });
  const edges = Object.values(graph.edges).sort((a, b) => (a.id < b.id ? -1 : 1));
  const arrows = edges.map(({ source, target, sourceHandle, label: words }) => {
    const from = graph.nodes[source];
    const text = words ?? (sourceHandle === undefined ? "" : branchText(from, sourceHandle));
    const said = text.trim() === "" ? "" : `|"${label(text)}"|`;
    const isTool = from?.type === "tool" || graph.nodes[target]?.type === "tool";
    return `  ${nameById.get(source)} ${isTool ? "-.->" : "-->"}${said} ${nameById.get(target)}`;
  });
  return `${["flowchart TD", ...boxes, ...arrows].join("\n")}\n`;
}

const SHAPES: Readonly<Record<NodeType, readonly [open: string, close: string]>> = {
  step: ["[", "]"],
  condition: ["{", "}"],
  tool: ["[[", "]]"],
};

function textOf(node: Node): string {
  switch (node.type) {
    case "step":
      return node.data.step;
    case "condition":
      return node.data.field;
    case "tool":
      return node.data.name;
  }
}

function branchText(node: Node | undefined, key: string): string {
  if (node?.type !== "condition") return key;
  const conditions = node.data.conditions ?? {};
  const minutes = Object.hasOwn(conditions, key) ? conditions[key]?.sla_min : undefined;
  return minutes === undefined ? key : `${key} (${minutes} min)`;
}

/**
 * Everything but letters, digits, space and what stands within words as an entity: quotes and brackets would end the text, a
 * backtick or a list's marker at the start makes it Markdown, a colon wakes Mermaid's own rewriting of styles.
 */
function label(text: string): string {
  const lines = text
    .toWellFormed()
    .trim()
    .split(/\s*(?:\r\n|[\n\r\u2028\u2029])\s*/);
  const safe = lines.map((line) =>
    line.replaceAll(/[\s\p{Cc}]+/gu, " ").replaceAll(UNSAFE, (char) => `#${char.charCodeAt(0)};`),
  );
  return safe.join("<br/>") || " ";
}

/** The last: Mermaid finds this word of its own in any line, within quotes too. */
const UNSAFE = /[!-+:-@[-`{-~]|(?<!\p{L})[-./]|d(?=irection)/gu;
