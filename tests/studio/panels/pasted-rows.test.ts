import { expect, test } from "bun:test";
import type { GraphView } from "#schemas/change/types.ts";
import { pastedLines } from "#studio/panels/pasted-lines.ts";
import { branchesIn, criteriaIn, pasteMembersOps, toolsIn } from "#studio/panels/pasted-rows.ts";
import { toOps } from "#studio/sync/edit/to-ops.ts";
import type { View } from "#studio/sync/types.ts";

const CONDITION = {
  id: "c",
  type: "condition",
  position: { x: 0, y: 0 },
  data: { field: "ok", criteria: { a: "" }, conditions: { yes: { action: "" }, no: { action: "Stop" } } },
};
const EDGE = { id: "e", source: "c", target: "c", sourceHandle: "yes" };
const GRAPH = { name: "A", domain: "b", nodes: { c: CONDITION }, edges: { e: EDGE } };
const VIEW = {
  meta: {},
  nodes: new Map([["c", CONDITION]]),
  edges: new Map([["e", EDGE]]),
} as unknown as View;

test("[U73] several lines are a list, with or without bullets and numbers; a single one is none", () => {
  expect(pastedLines("- a: b\r\n\n2. c\n  • d")).toEqual(["a: b", "c", "d"]);
  for (const text of ["", "a: b", "a\n", "\n - \n a"]) expect(pastedLines(text)).toBeNull();
});

test("[U73] each line is a criterion, a branch or a tool", () => {
  expect(criteriaIn(["a: b: c", "d"])).toEqual([
    ["a", "b: c"],
    ["d", ""],
  ]);
  expect(branchesIn(["yes (1 h): go on", "no -> Fix", "maybe"])).toEqual([
    ["yes", { action: "go on", sla_min: 60 }],
    ["no", { action: "Fix" }],
    ["maybe", { action: "" }],
  ]);
  expect(toolsIn(["git.bisect: always", "map"])).toEqual([
    { name: "git.bisect", when: "always" },
    { name: "map", when: "" },
  ]);
});

test("[U73] pasted into a row that says nothing yet, the first line becomes that row, with its connections", () => {
  const place = { node: "c", record: "conditions" } as const;
  const members = branchesIn(["good: go", "no: wait", "__proto__: x"]);
  const { ops, first } = pasteMembersOps(VIEW, place, members, ["yes", "no"], "yes");
  expect(first).toBe("good");
  expect(toOps(GRAPH as unknown as GraphView, ops).length).toBeGreaterThan(0);
  expect(ops).toContainEqual({ op: "replace", path: "/edges/e/sourceHandle", value: "good" });
  expect(ops).toContainEqual({ op: "add", path: "/nodes/c/data/conditions/no 2", value: { action: "wait" } });
});

test("[U73] pasted into a row that says something, all lines come beside it; a record is made where there is none", () => {
  const criteria = { node: "c", record: "criteria" } as const;
  const { ops } = pasteMembersOps(VIEW, criteria, criteriaIn(["a: 1", "b: 2"]), ["a"], null);
  expect(ops).toEqual([
    { op: "add", path: "/nodes/c/data/criteria/a 2", value: "1" },
    { op: "add", path: "/nodes/c/data/criteria/b", value: "2" },
  ]);
  const same = pasteMembersOps(VIEW, criteria, criteriaIn(["a: 1", "b: 2"]), ["a"], "a");
  expect(same.ops[0]).toEqual({ op: "add", path: "/nodes/c/data/criteria/a", value: "1" });
});
