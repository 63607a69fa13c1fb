import { expect, test } from "bun:test";
import { step } from "#tests/support/account.ts";
import {
  addMemberOps,
  appendOps,
  freshKey,
  moveElementOps,
  putBackBranchOps,
  putOps,
  removeBranchOps,
  renameBranchOps,
  valueAt,
  whyNotKey,
} from "#studio/panels/field-ops.ts";
import { minutesMeaning, optionalMeaning, requiredMeaning } from "#studio/panels/field-meanings.ts";
import { toOps } from "#studio/sync/edit/to-ops.ts";
import type { View } from "#studio/sync/types.ts";

const CONDITION = {
  id: "c",
  type: "condition",
  position: { x: 0, y: 0 },
  data: { field: "severity", conditions: { "a/b": { action: "Call" }, low: { action: "", sla_min: 5 } } },
};
const edge = (id: string, target: string, sourceHandle?: string) => ({
  id,
  source: "c",
  target,
  ...(sourceHandle !== undefined && { sourceHandle }),
});
const GRAPH = {
  name: "Refund",
  domain: "support",
  nodes: { c: CONDITION, a: step("a", 1), b: step("b", 2) },
  edges: { e1: edge("e1", "a", "a/b"), e2: edge("e2", "b", "a/b"), e3: edge("e3", "b") },
};
const VIEW: View = {
  nodes: new Map(Object.entries(GRAPH.nodes)),
  edges: new Map(Object.entries(GRAPH.edges)),
  meta: { name: "Refund", domain: "support" },
};

/** What ops make of the graph, where the sync client takes them. */
function after(ops: Parameters<typeof toOps>[1]): void {
  toOps(GRAPH, ops);
}

test("a place's value is found, in nodes, edges and the SOP itself", () => {
  expect(valueAt(VIEW, "/name")).toBe("Refund");
  expect(valueAt(VIEW, "/nodes/c/data/conditions/a~1b/action")).toBe("Call");
  expect(valueAt(VIEW, "/edges/e1/target")).toBe("a");
  expect(valueAt(VIEW, "/edges/e9/target")).toBeUndefined();
});

test("a value is put, replaced or taken away, and nothing where it is so already", () => {
  expect(putOps(VIEW, "/name", "New")).toEqual([{ op: "replace", path: "/name", value: "New" }]);
  expect(putOps(VIEW, "/description", "New")).toEqual([{ op: "add", path: "/description", value: "New" }]);
  expect(putOps(VIEW, "/description", undefined)).toEqual([]);
  expect(optionalMeaning(VIEW, "/edges/e1/label", "")).toEqual({ edit: [] });
});

test("[U32] a list is made with its first element, then goes by its elements", () => {
  const list = "/nodes/a/data/tool_suggestions";
  const tool = { name: "x", when: "" };
  expect(appendOps(VIEW, list, tool)).toEqual([{ op: "add", path: list, value: [tool] }]);
  expect(appendOps({ ...VIEW, meta: { tags: ["a"] } }, "/tags", "b", "c").map(({ path }) => path)).toEqual([
    "/tags/-",
    "/tags/-",
  ]);
  expect(appendOps(VIEW, list, tool, tool)).toEqual([{ op: "add", path: list, value: [tool, tool] }]);
  expect(appendOps({ ...VIEW, meta: { tags: ["a"] } }, "/tags", "b")).toEqual([
    { op: "add", path: "/tags/-", value: "b" },
  ]);
  expect(moveElementOps(list, 2, 0)).toEqual([{ op: "move", from: `${list}/2`, path: `${list}/0` }]);
  expect(moveElementOps(list, 1, 1)).toEqual([]);
});

test("[U33] a renamed branch keeps what it says and its connections; the others are left alone", () => {
  const ops = renameBranchOps(VIEW, "c", "a/b", "high");
  after(ops);
  expect(ops).toEqual([
    { op: "remove", path: "/nodes/c/data/conditions/a~1b" },
    { op: "add", path: "/nodes/c/data/conditions/high", value: { action: "Call" } },
    { op: "replace", path: "/edges/e1/sourceHandle", value: "high" },
    { op: "replace", path: "/edges/e2/sourceHandle", value: "high" },
  ]);
  expect(renameBranchOps(VIEW, "c", "low", "low")).toEqual([]);
  expect(renameBranchOps(VIEW, "c", "gone", "new")).toEqual([]);
});

test("[U33] a removed branch takes its connections along", () => {
  const ops = removeBranchOps(VIEW, "c", "a/b");
  after(ops);
  expect(ops.map(({ path }) => path)).toEqual(["/edges/e1", "/edges/e2", "/nodes/c/data/conditions/a~1b"]);
});

test("[U99] a branch that is put back has the connections again that are gone, and whose other end is there", () => {
  const edges = [edge("e1", "a", "a/b"), edge("new", "a", "old"), edge("lost", "nobody", "old")];
  expect(putBackBranchOps(VIEW, "c", "old 2", { action: "Call" }, edges)).toEqual([
    { op: "add", path: "/nodes/c/data/conditions/old 2", value: { action: "Call" } },
    { op: "add", path: "/edges/new", value: { ...edge("new", "a", "old"), sourceHandle: "old 2" } },
  ]);
});

test("a record is made with its first member; new keys are nobody's", () => {
  const record = "/nodes/a/data/criteria";
  expect(addMemberOps(VIEW, record, "x", "")).toEqual([{ op: "add", path: record, value: { x: "" } }]);
  expect(addMemberOps(VIEW, "/nodes/c/data/conditions", "x/y", { action: "" })).toEqual([
    { op: "add", path: "/nodes/c/data/conditions/x~1y", value: { action: "" } },
  ]);
  expect(freshKey("branch", ["branch", "branch 2"])).toBe("branch 3");
});

test("[U34] what cannot be a key, a name or a number of minutes says why", () => {
  expect(whyNotKey(" ", [])).toBe("It needs a name.");
  expect(whyNotKey("low", ["low"])).toContain("already");
  expect(whyNotKey("__proto__", [])).toContain("cannot be used");
  expect(whyNotKey("high", ["low"])).toBeNull();
  expect(requiredMeaning(VIEW, "/name", " ", "The name")).toEqual({ error: "The name cannot be empty." });
  const sla = "/nodes/c/data/conditions/low/sla_min";
  expect(minutesMeaning(VIEW, sla, "soon")).toHaveProperty("error");
  expect(minutesMeaning(VIEW, sla, "-1")).toHaveProperty("error");
  expect(minutesMeaning(VIEW, sla, "7,5")).toEqual({ edit: [{ op: "replace", path: sla, value: 7.5 }] });
  expect(minutesMeaning(VIEW, sla, "")).toEqual({ edit: [{ op: "remove", path: sla }] });
});
