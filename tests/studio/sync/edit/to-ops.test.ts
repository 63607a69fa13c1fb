import { expect, test } from "bun:test";
import type { PatchOp } from "#schemas/change/op.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { GraphView } from "#schemas/change/types.ts";
import type { Json } from "#schemas/json.ts";
import { EditError } from "#studio/sync/edit/edit-error.ts";
import { toOps } from "#studio/sync/edit/to-ops.ts";
import type { Edit } from "#studio/sync/types.ts";
import { addOp, copyOp, moveOp, removeOp, replaceOp, testOp } from "#tests/support/builders.ts";
import { deepFreeze } from "#tests/support/same-json.ts";

test("[Y40] a recipe is what it changed, and nothing else", () => {
  expect(
    toOps(sop(), (draft) => {
      draft.nodes["a"]!.position.x = 5;
      draft.nodes["c"] = {
        id: "c",
        type: "step",
        position: { x: 1, y: 1 },
        data: { step: "c", instruction: "" },
      };
      draft.edges["e2"] = { id: "e2", source: "b", target: "c" };
      draft.tags = ["t"];
      delete draft.edges["e1"]!.label;
    }),
  ).toEqual(
    [
      addOp("/tags", ["t"]),
      addOp("/nodes/a/position/x", 5),
      addOp("/nodes/c", {
        id: "c",
        type: "step",
        position: { x: 1, y: 1 },
        data: { step: "c", instruction: "" },
      }),
      addOp("/edges/e2", { id: "e2", source: "b", target: "c" }),
      removeOp("/edges/e1/label"),
    ].toSorted((a, b) => order(a) - order(b)),
  );
  expect(toOps(sop(), () => {})).toEqual([]);
  expect(toOps(sop(), (draft) => (draft.name = "g"))).toEqual([]);
});

test("[Y40] a removed node needs no ops for its edges; undefined is absent", () => {
  expect(toOps(sop(), (draft) => void delete draft.nodes["a"])).toEqual([removeOp("/nodes/a")]);
  const unset = toOps(sop(), (draft) => {
    draft.edges["e1"]!.label = undefined;
  });
  expect(unset).toEqual([removeOp("/edges/e1/label")]);
});

test("[Y40] elements of a list are put in and taken out by index", () => {
  expect(toOps(sop(), dropFirstTool)).toEqual([removeOp("/nodes/a/data/tool_suggestions/0")]);
});

const RESOLVED: readonly (readonly [string, PatchOp[], PatchOp[]])[] = [
  ["copy takes the value of now", [copyOp("/name", "/domain")], [addOp("/domain", "g")]],
  [
    "copy sees what the edit did before it",
    [replaceOp("/name", "n"), copyOp("/name", "/description")],
    [replaceOp("/name", "n"), addOp("/description", "n")],
  ],
  [
    "a copied entity gets its id",
    [copyOp("/edges/e1", "/edges/e9")],
    [addOp("/edges/e9", { ...edge("e9"), label: "l" })],
  ],
  [
    "a move between places is a removal and an add",
    [moveOp("/edges/e1/label", "/edges/e1/sourceHandle")],
    [removeOp("/edges/e1/label"), addOp("/edges/e1/sourceHandle", "l")],
  ],
  [
    "a move within a list stays one",
    [moveOp("/nodes/a/data/tool_suggestions/0", "/nodes/a/data/tool_suggestions/1")],
    [moveOp("/nodes/a/data/tool_suggestions/0", "/nodes/a/data/tool_suggestions/1")],
  ],
  ["a move onto itself is nothing", [moveOp("/name", "/name")], []],
  ["a map becomes its differences", [replaceOp("/edges", { e1: edge("e1") })], [removeOp("/edges/e1/label")]],
  ["the graph, too", [replaceOp("", { ...sop(), name: "n" })], [addOp("/name", "n")]],
  [
    "what is removed and added again is replaced, and keeps its edges",
    [removeOp("/nodes/a"), addOp("/nodes/a", { ...node("a"), position: { x: 9, y: 9 } })],
    [replaceOp("/nodes/a", { ...node("a"), position: { x: 9, y: 9 } })],
  ],
  [
    "an add of what is there is a replace",
    [addOp("/edges/e1", edge("e1"))],
    [replaceOp("/edges/e1", edge("e1"))],
  ],
  [
    "unknown members are left out",
    [Object.assign(replaceOp("/name", "n"), { extra: 1 })],
    [replaceOp("/name", "n")],
  ],
  [
    "an edge may come before its node",
    [addOp("/edges/x", { id: "x", source: "a", target: "n" }), addOp("/nodes/n", node("n"))],
    [addOp("/edges/x", { id: "x", source: "a", target: "n" }), addOp("/nodes/n", node("n"))],
  ],
];

for (const [name, given, resolved] of RESOLVED) {
  test(`[Y40] ${name}`, () => {
    expect(toOps(sop(), deepFreeze(given))).toEqual(resolved);
  });
}

const REFUSED: readonly (readonly [EditError["code"], string, Edit])[] = [
  ["path_not_found", "a place that is not there", [replaceOp("/nodes/a/data/nope", 1)]],
  ["path_not_found", "an entity that is not there", [removeOp("/nodes/zz")]],
  ["path_not_found", "past the end of a list", [addOp("/nodes/a/data/tool_suggestions/7", tool("x"))]],
  [
    "path_not_found",
    "an edge that went with its node",
    [removeOp("/nodes/a"), replaceOp("/edges/e1/label", "x")],
  ],
  ["path_not_found", "nothing to copy", [copyOp("/nope", "/name")]],
  ["invalid", "a wrong shape", [replaceOp("/nodes/a/position", { x: "1", y: 0 })]],
  ["invalid", "a member that is not known", [addOp("/color", "red")]],
  ["invalid", "a required member", [removeOp("/name")]],
  ["invalid", "another type", [replaceOp("/nodes/a/type", "tool")]],
  ["invalid", "another type, by a recipe", (draft) => void Object.assign(draft.nodes["a"]!, toolNode("a"))],
  ["invalid", "an edge without an end", [removeOp("/edges/e1/source")]],
  ["invalid", "the graph removed", [removeOp("/nodes")]],
  ["invalid", "a graph that is none", [replaceOp("", 5)]],
  ["invalid_id", "another id", [replaceOp("/nodes/a/id", "z")]],
  ["invalid_id", "an id that is not its key", [addOp("/nodes/z", node("a"))]],
  ["invalid_id", "an id that cannot be one", [addOp("/nodes/a b", node("a b"))]],
  ["invalid_id", "a node moved", [moveOp("/nodes/a", "/nodes/z")]],
  ["invalid_id", "another id, by a recipe", (draft) => void (draft.nodes["a"]!.id = "z")],
  ["dangling_edge", "an edge to nowhere", [addOp("/edges/x", { id: "x", source: "a", target: "zz" })]],
  ["dangling_edge", "an edge tied to nowhere", [replaceOp("/edges/e1/target", "zz")]],
  [
    "dangling_edge",
    "an edge drawn to what goes",
    (draft) => {
      draft.edges["x"] = { id: "x", source: "a", target: "b" };
      delete draft.nodes["b"];
    },
  ],
  ["test_failed", "a test of something else", [testOp("/name", "other"), replaceOp("/name", "n")]],
  ["malformed", "no pointer", [replaceOp("name", "n")]],
  ["malformed", "a banned key", [addOp("/nodes/a/data/criteria", JSON.parse('{"__proto__":"x"}') as Json)]],
  ["malformed", "no value", [{ op: "add", path: "/name" } as unknown as PatchOp]],
];

for (const [code, name, edit] of REFUSED) {
  test(`[Y41] ${name}: ${code}, with a sentence and the graph as it was`, () => {
    const graph = deepFreeze(sop());
    const error = thrownBy(() => toOps(graph, edit));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^[A-Z"].{10}/);
    expect(graph).toEqual(sop());
  });
}

test("[Y41] what a recipe throws goes through, and a promise is refused", () => {
  const mistake = new RangeError("mine");
  expect(() =>
    toOps(sop(), () => {
      throw mistake;
    }),
  ).toThrow(mistake);
  const later: unknown = changeLater;
  expect(thrownBy(() => toOps(sop(), later as Edit)).code).toBe("malformed");
});

test("[Y42] later changes to what was handed in do not move the ops", () => {
  const value = { id: "n", type: "step", position: { x: 0, y: 0 }, data: { step: "n", instruction: "" } };
  const [given] = toOps(sop(), [addOp("/nodes/n", value)]);
  const [drawn] = toOps(sop(), (draft) => void (draft.nodes["n"] = value as Graph["nodes"][string]));
  value.position.x = 99;
  expect(JSON.stringify([given, drawn])).not.toContain("99");
});

test("[Y42] what JSON cannot hold is refused", () => {
  const knot: Record<string, unknown> = {};
  knot["knot"] = knot;
  for (const value of [new Date(), () => 1, Number.NaN, 1n, [undefined], new Map(), knot]) {
    const error = thrownBy(() => toOps(sop(), [addOp("/nodes/t/data/input_template", { value } as Json)]));
    expect(["malformed", "limit"]).toContain(error.code);
  }
});

test("[Y43] a test that holds goes along", () => {
  const ops = [testOp("/name", "g"), testOp("", sop()), replaceOp("/name", "n"), testOp("/name", "n")];
  expect(toOps(sop(), ops)).toEqual(ops);
});

async function changeLater(draft: Graph): Promise<void> {
  await Promise.resolve();
  draft.name = "later";
}

function dropFirstTool(draft: Graph): void {
  const node = draft.nodes["a"];
  if (node?.type === "step") node.data.tool_suggestions?.shift();
}

function sop(): GraphView {
  return {
    name: "g",
    domain: "d",
    nodes: { a: node("a"), b: node("b"), t: toolNode("t") },
    edges: { e1: { ...edge("e1"), label: "l" } },
  };
}

function node(id: string) {
  const data = { step: id, instruction: "", tool_suggestions: [tool("one"), tool("two")] };
  return { id, type: "step", position: { x: 0, y: 0 }, data };
}

function toolNode(id: string) {
  return { id, type: "tool", position: { x: 0, y: 0 }, data: { name: id, when: "" } };
}

function edge(id: string) {
  return { id, source: "a", target: "b" };
}

function tool(name: string) {
  return { name, when: "" };
}

/** Members, then nodes, then edges: the order in which differences are told. */
function order({ path }: PatchOp): number {
  return ["/tags", "/nodes/a", "/nodes/c", "/edges/e2", "/edges/e1"].findIndex((start) =>
    path.startsWith(start),
  );
}

function thrownBy(run: () => unknown): EditError {
  try {
    run();
  } catch (error) {
    if (error instanceof EditError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
