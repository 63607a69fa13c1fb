import { expect, test } from "bun:test";
import fc from "fast-check";
import type { Edge } from "#schemas/graph/edge.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Node } from "#schemas/graph/node.ts";
import { Finding } from "#schemas/lint/finding.ts";
import { lintGraph } from "#schemas/lint/lint-graph.ts";
import { anyGraph } from "#tests/support/graphs.ts";
import { leastCpuMs } from "#tests/support/least-cpu.ts";
import { volume } from "#tests/support/runs.ts";

/** Steps in a column in the order of their ids, edges written as "a>b" or, by a handle, "a>b:key". */
function graphOf(steps: readonly string[], edges: readonly string[] = [], more: readonly Node[] = []): Graph {
  const nodes = [...steps.map((id, i) => stepAt(id, i)), ...more];
  const made = edges.map((text, i): Edge => {
    const [source = "", target = "", sourceHandle] = text.split(/[>:]/);
    return { id: `e${i}`, source, target, ...(sourceHandle !== undefined && { sourceHandle }) };
  });
  return {
    name: "Lint",
    domain: "tests",
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    edges: Object.fromEntries(made.map((edge) => [edge.id, edge])),
  };
}

function stepAt(id: string, y: number, data: { step?: string; instruction?: string } = {}): Node {
  const all = { step: id.toUpperCase(), instruction: `do ${id}`, ...data };
  return { id, type: "step", position: { x: 0, y }, data: all };
}

function conditionAt(id: string, y: number, conditions: Record<string, { action: string }>): Node {
  return { id, type: "condition", position: { x: 0, y }, data: { field: `which ${id}`, conditions } };
}

test("[G1] a graph in order has no findings, and every finding is of the one shape", () => {
  expect(lintGraph(graphOf(["a", "b"], ["a>b"]))).toEqual([]);
  expect(lintGraph(graphOf([]))).toEqual([]);
  expect(lintGraph(graphOf(["a"]))).toEqual([]);
  fc.assert(
    fc.property(anyGraph, (graph) => {
      for (const finding of lintGraph(graph)) {
        expect(Finding.parse(finding)).toEqual(finding);
        expect(finding.message).toMatch(/^\S.*\.$/);
        for (const id of finding.nodes) expect(Object.keys(graph.nodes)).toContain(id);
        for (const id of finding.edges ?? []) expect(Object.keys(graph.edges)).toContain(id);
      }
    }),
    volume(200, 5000),
  );
});

test("[G1] the order of members changes nothing", () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const nodes = Object.fromEntries(Object.entries(graph.nodes).toReversed());
      const edges = Object.fromEntries(Object.entries(graph.edges).toReversed());
      expect(lintGraph({ ...graph, nodes, edges })).toEqual(lintGraph(graph));
    }),
    volume(200, 5000),
  );
});

test("[G2] a step without an instruction, and steps of one name", () => {
  const blank = stepAt("c", 2, { instruction: " \n" });
  const same = stepAt("d", 3, { step: " A" });
  expect(lintGraph(graphOf(["a", "b"], ["a>b", "b>c", "c>d"], [blank, same]))).toEqual([
    { rule: "no_instruction", severity: "error", nodes: ["c"], message: "The step “C” has no instruction." },
    { rule: "duplicate_step", severity: "error", nodes: ["a", "d"], message: "2 steps are called “A”." },
  ]);
});

test("[G3] a branch without a target: with an action it may be an end", () => {
  const branches = { yes: { action: "B" }, no: { action: "tell them" }, maybe: { action: "" } };
  const graph = graphOf(["a", "b"], ["a>c", "c>b:yes"], [conditionAt("c", 0.5, branches)]);
  expect(lintGraph(graph)).toEqual([
    {
      rule: "branch_without_target",
      severity: "info",
      nodes: ["c"],
      message: "The branch “no” of “which c” leads nowhere.",
    },
    {
      rule: "branch_without_target",
      severity: "warning",
      nodes: ["c"],
      message: "The branch “maybe” of “which c” leads nowhere and has no action.",
    },
  ]);
});

test("[G4] a connection twice; another handle is another connection", () => {
  const branches = { yes: { action: "B" }, no: { action: "B" } };
  const edges = ["a>c", "c>b:yes", "c>b:no", "c>b:yes"];
  const findings = lintGraph(graphOf(["a", "b"], edges, [conditionAt("c", 0.5, branches)]));
  expect(findings).toEqual([
    {
      rule: "duplicate_edge",
      severity: "warning",
      nodes: ["c", "b"],
      edges: ["e1", "e3"],
      message: "“which c” is connected with “B” 2 times in the same way.",
    },
  ]);
});

test("[G5] what is connected with nothing, and what no way leads to", () => {
  const tool: Node = { id: "t", type: "tool", position: { x: 9, y: 9 }, data: { name: "jq", when: "often" } };
  const findings = lintGraph(graphOf(["a", "b", "c", "d", "e"], ["a>b", "c>d", "t>a"], [tool]));
  expect(findings.map(({ rule, nodes, message }) => [rule, nodes, message])).toEqual([
    ["unconnected", ["e"], "The step “E” is connected with nothing."],
    ["unreachable", ["c"], "No way leads from the start “A” to the step “C”."],
    ["unreachable", ["d"], "No way leads from the start “A” to the step “D”."],
  ]);
});

test("[G6] loops, each once with its nodes and edges, a node with itself too", () => {
  const findings = lintGraph(graphOf(["a", "b", "c", "d", "e"], ["a>b", "b>c", "c>b", "c>d", "d>d", "d>e"]));
  expect(findings).toEqual([
    {
      rule: "cycle",
      severity: "warning",
      nodes: ["b", "c"],
      edges: ["e1", "e2"],
      message: "A way leads from “B” back to it through 1 other.",
    },
    {
      rule: "cycle",
      severity: "warning",
      nodes: ["d"],
      edges: ["e4"],
      message: "A way leads from “D” back to it.",
    },
  ]);
});

test("[G7] 5,000 nodes with 10,000 edges take no more than 50 ms", () => {
  const ids = Array.from({ length: 5000 }, (_, i) => `n${i}`);
  const chain = ids.slice(1).map((id, i) => `n${i}>${id}`);
  const across = ids.map((id, i) => `${id}>n${(i * 7919) % 5000}`);
  const graph = graphOf(ids, [...chain, ...across]);
  expect(lintGraph(graph).length).toBeGreaterThan(0);
  expect(leastCpuMs(15, () => lintGraph(graph))).toBeLessThan(50);
});
