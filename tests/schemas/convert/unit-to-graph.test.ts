import { expect, test } from "bun:test";
import type { ExpertSop } from "#schemas/convert/expert-sop.ts";
import { graphToUnit } from "#schemas/convert/graph-to-unit.ts";
import { unitToGraph } from "#schemas/convert/unit-to-graph.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import { DEFAULT_LIMITS, type Limits } from "#schemas/limits.ts";

const UNIT: ExpertSop = {
  "@context": "https://openknowledgepulse.org/schema/v1",
  "@type": "ExpertSOP",
  id: "kp:sop:0190f1de-0000-7000-8000-000000000000",
  name: "Triage",
  domain: "support",
  metadata: { quality_score: 0.9, validated_by: ["kp:validator:1"] },
  source: { type: "human_expert", expert_id: "e1", credentials: ["kp:sbt:itil"] },
  decision_tree: [
    {
      step: "Assess",
      instruction: "How bad is it?",
      criteria: { P1: "nobody can work" },
      conditions: {
        P1: { action: "Page", sla_min: 5, escalate_to: "duty manager" },
        P2: { action: "queue it", sla_min: 60 },
      },
      tool_suggestions: [{ name: "status.page", when: "first", cost: 1 }],
      owner: "support",
    },
    { step: "Page", instruction: "Call the one on duty." },
    { step: "Close", instruction: "Say what was done." },
  ],
  validation: { test_cases: [{ input: { users: 500 }, expected_output: { priority: "P1" } }] },
};

function toGraph(unit: ExpertSop, limits: Limits = DEFAULT_LIMITS) {
  const made = unitToGraph(unit, limits);
  if ("code" in made) throw new Error(made.message);
  return made;
}

test("[V1] items become steps, conditions a node of their own, actions that name a step an edge", () => {
  const { graph } = toGraph(UNIT);
  expect(Object.keys(graph.nodes)).toEqual(["s0", "s0.c", "s1", "s2"]);
  expect(graph.nodes["s0"]?.data).toEqual({
    step: "Assess",
    instruction: "How bad is it?",
    criteria: { P1: "nobody can work" },
    tool_suggestions: [{ name: "status.page", when: "first" }],
  });
  expect(graph.nodes["s0.c"]).toMatchObject({
    type: "condition",
    data: { conditions: { P1: { action: "Page", sla_min: 5 }, P2: { action: "queue it", sla_min: 60 } } },
  });
  expect(Object.values(graph.edges)).toEqual([
    { id: "s0-s0.c", source: "s0", target: "s0.c" },
    { id: "s0.c.0-s1", source: "s0.c", target: "s1", sourceHandle: "P1" },
  ]);
});

test("[V3] what the graph has no place for is kept, and still there after an edit", () => {
  const { graph, rest } = toGraph(UNIT);
  expect(rest.items).toEqual({
    s0: {
      members: { owner: "support" },
      conditions: { P1: { escalate_to: "duty manager" } },
      tool_suggestions: [{ name: "status.page", when: "first", cost: 1 }],
    },
  });
  const edited = structuredClone(graph);
  edited.name = "Triage, new";
  delete edited.nodes["s2"];
  const assess = edited.nodes["s0"];
  if (assess?.type === "step") assess.data.instruction = "Ask how bad it is.";
  const [first, ...others] = UNIT.decision_tree;
  expect(graphToUnit(edited, rest)).toEqual({
    ...UNIT,
    name: "Triage, new",
    decision_tree: [{ ...first, instruction: "Ask how bad it is." }, others[0]] as ExpertSop["decision_tree"],
  });
});

test("[V4] order is that of places; tools joined either way are suggestions; edges without a key are branches", () => {
  const field = { id: "c", type: "condition", position: { x: 0, y: 5 }, data: { field: "sure?" } } as const;
  const graph: Graph = {
    name: "x",
    domain: "d",
    nodes: {
      b: step("b", 0, 2),
      a: step("a", 5, 2),
      z: step("z", 9, 1),
      t: tool("t", 1),
      u: tool("u", 0),
      c: field,
    },
    edges: {
      e1: { id: "e1", source: "z", target: "t" },
      e2: { id: "e2", source: "u", target: "z" },
      e3: { id: "e3", source: "z", target: "c" },
      e4: { id: "e4", source: "c", target: "b", label: "yes" },
      e5: { id: "e5", source: "c", target: "a" },
    },
  };
  expect(graphToUnit(graph, { unit: {}, items: {} }).decision_tree).toEqual([
    {
      step: "z",
      instruction: "",
      tool_suggestions: [
        { name: "u", when: "w", input_template: { q: 1 } },
        { name: "t", when: "w", input_template: { q: 1 } },
      ],
      conditions: { yes: { action: "b" }, otherwise: { action: "a" } },
    },
    { step: "b", instruction: "" },
    { step: "a", instruction: "" },
  ]);
});

test("[V6] next says what follows where nothing else does, and is left out where something does", () => {
  const { graph, rest } = toGraph(UNIT);
  const edges = {
    ...graph.edges,
    // The first branch leads elsewhere now, the second, a mere text, somewhere; and after Page comes Close.
    "s0.c.0-s1": { id: "s0.c.0-s1", source: "s0.c", target: "s2", sourceHandle: "P1" },
    p2: { id: "p2", source: "s0.c", target: "s2", sourceHandle: "P2" },
    n: { id: "n", source: "s1", target: "s2" },
  };
  const [assess, page] = graphToUnit({ ...graph, edges }, rest).decision_tree;
  expect(assess?.conditions).toEqual({
    P1: { action: "Close", sla_min: 5, escalate_to: "duty manager" },
    P2: { action: "queue it", sla_min: 60, next: ["Close"] },
  });
  expect(page).toMatchObject({ step: "Page", next: ["Close"] });
  const without = graphToUnit(
    { ...graph, edges: Object.fromEntries(Object.entries(graph.edges).slice(0, 1)) },
    rest,
  );
  expect(without.decision_tree[0]?.conditions?.["P1"]).toMatchObject({ action: "Page", next: [] });
});

test("[V6] steps of one name are told apart by number", () => {
  const same = { step: "Ask", instruction: "again" };
  const unit: ExpertSop = {
    ...UNIT,
    decision_tree: [
      { ...same, next: ["#1"] },
      { ...same, next: ["Ask"] },
    ],
  };
  const { graph, rest } = toGraph(unit);
  const ends = Object.values(graph.edges).map(({ source, target }) => `${source}>${target}`);
  expect(ends).toEqual(["s0>s1", "s1>s0"]);
  expect(graphToUnit(graph, rest)).toEqual(unit);
});

test("[V7] a unit that cannot be a graph is a value that says why", () => {
  const limits = { ...DEFAULT_LIMITS, nodes: 3 };
  expect(unitToGraph(UNIT, limits)).toEqual({ code: "limit", message: "a graph holds at most 3 nodes" });
  const small = { ...DEFAULT_LIMITS, graph_bytes: 300 };
  expect(unitToGraph(UNIT, small)).toMatchObject({ code: "limit" });
  const conditions = JSON.parse('{"__proto__": {"action": "Page"}}') as Record<string, { action: string }>;
  const hostile = { ...UNIT, decision_tree: [{ step: "a", instruction: "b", conditions }] };
  expect(unitToGraph(hostile, DEFAULT_LIMITS)).toMatchObject({ code: "malformed" });
});

function step(id: string, x: number, y: number): Graph["nodes"][string] {
  return { id, type: "step", position: { x, y }, data: { step: id, instruction: "" } };
}

function tool(id: string, y: number): Graph["nodes"][string] {
  return { id, type: "tool", position: { x: 0, y }, data: { name: id, when: "w", input_template: { q: 1 } } };
}
