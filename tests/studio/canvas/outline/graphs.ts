import fc from "fast-check";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Node } from "#schemas/graph/node.ts";
import type { Outline } from "#studio/canvas/outline/outline.ts";
import { anyGraph } from "#tests/support/graphs.ts";

/** What a text means something else by, or is cut at. */
const PIECES = [
  "->",
  " -> ",
  "→",
  ": ",
  ":",
  "\n",
  "\n\n",
  "\r\n",
  "\u2028",
  "\t",
  " ",
  "(60 min)",
  "(end)",
  "：",
  "１、",
  "o\t",
  "· ",
  "\u200f",
  "[label: x]",
  "[branch: P1]",
  "? ",
  "?",
  "! ",
  "= ",
  "- ",
  "* ",
  "# ",
  "## ",
  "1. ",
  "step 1",
  "#1",
  "1",
  "?1",
  '\\"',
  '"',
  "\\",
  "**a**",
  "criteria: none",
  "tools: none",
  "branches: none",
  "input: {}",
  "Domain: x",
  "Intake",
  "Triage",
  "Fix",
  "intake.",
  "ä",
  "\ud83d",
  ".",
  "x".repeat(90),
];

/** Any text, often one that looks like a line of an outline. */
export const anyText = fc.oneof(
  fc.constantFrom("Intake", "Triage", "Fix", "Close", "", "#1"),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }).map((pieces) => pieces.join("")),
  fc.string({ maxLength: 8 }),
);

/** Any graph whose texts are such, each node with a mark by which it is found again. */
export const anyWordedGraph: fc.Arbitrary<Graph> = fc
  .record({
    graph: anyGraph,
    texts: fc.array(anyText, { minLength: 30, maxLength: 60 }),
    isMarked: fc.boolean(),
  })
  .map(({ graph, texts, isMarked }) => {
    let at = 0;
    const word = () => texts[at++ % texts.length] ?? "";
    // Branches and the connections that leave by them go by the same key.
    const handles = new Map(["P1", "P2", "0", "toString"].map((key) => [key, isMarked ? word() : key]));
    const handleOf = (key: string) => handles.get(key) ?? key;
    const reword = (value: unknown): unknown => {
      if (typeof value === "string") return word();
      if (Array.isArray(value)) return value.map(reword);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, reword(one)]));
    };
    const nodes = Object.values(graph.nodes).map((node, i): [string, Node] => {
      const data = reword(node.data) as Record<string, unknown>;
      rekey(data, "criteria", (key) => word() || key);
      rekey(data, "conditions", handleOf);
      if (isMarked && node.type === "step") data["instruction"] = `${String(data["instruction"])} ${i}`;
      if (isMarked && node.type === "condition") data["criteria"] = { mark: String(i) };
      if (isMarked && node.type === "tool") data["when"] = `${String(data["when"])} ${i}`;
      return [node.id, { ...node, data } as Node];
    });
    const edges = Object.entries(graph.edges).map(([id, edge]) => {
      const { sourceHandle, label } = edge;
      const words = {
        ...(sourceHandle !== undefined && { sourceHandle: handleOf(sourceHandle) }),
        ...(label !== undefined && { label: word() }),
      };
      return [id, { ...edge, ...words }];
    });
    return {
      name: word().slice(0, 200) || "Any",
      domain: word().slice(0, 100) || "tests",
      ...(isMarked && { description: word(), tags: [word(), word()] }),
      nodes: Object.fromEntries(nodes),
      edges: Object.fromEntries(edges),
    };
  });

function rekey(data: Record<string, unknown>, record: string, rename: (key: string) => string): void {
  const value = data[record];
  if (typeof value !== "object" || value === null) return;
  data[record] = Object.fromEntries(Object.entries(value).map(([key, one]) => [rename(key), one]));
}

/** A graph but for ids, places, and connections that say nothing new. */
export function essenceOf({ nodes, edges, ...meta }: Graph) {
  const said = (id: string) => ({ type: nodes[id]?.type, data: nodes[id]?.data });
  return {
    meta,
    nodes: sorted(Object.keys(nodes).map(said)),
    edges: sorted(
      unique(
        Object.values(edges).map(({ id: _id, source, target, ...rest }) => [source, target, rest] as const),
      ).map(([source, target, rest]) => ({ from: said(source), to: said(target), ...rest })),
    ),
  };
}

/** The same of what was read. */
export function essenceOfOutline({ meta, nodes, links }: Outline): ReturnType<typeof essenceOf> {
  const graph = {
    ...meta,
    nodes: Object.fromEntries(nodes.map((node, i) => [`n${i}`, { id: `n${i}`, ...node }])),
    edges: Object.fromEntries(
      links.map(({ source, target, ...rest }, i) => [
        `e${i}`,
        { id: `e${i}`, source: `n${source}`, target: `n${target}`, ...rest },
      ]),
    ),
  };
  return essenceOf(graph as unknown as Graph);
}

function unique<T>(edges: readonly T[]): T[] {
  return [...new Map(edges.map((edge) => [keyOf(edge), edge])).values()];
}

/** In an order that the keys' order does not change. */
function sorted<T>(values: readonly T[]): T[] {
  return values.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
