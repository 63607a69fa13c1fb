import { expect, test } from "bun:test";
import { describeOps, describePlace } from "#studio/together/describe-ops.ts";
import { groupAsides } from "#studio/together/group-asides.ts";
import { showValue } from "#studio/together/show-value.ts";
import type { Aside } from "#studio/sync/types.ts";
import type { PatchOp } from "#schemas/change/op.ts";

const edge = { id: "e", source: "a", target: "b" };
const names = {
  node: (id: string) => `“${id.toUpperCase()}”`,
  edge: (id: string) => (id === "e" ? edge : undefined),
};

test.each<[string, PatchOp]>([
  ["the instruction of “A”", { op: "replace", path: "/nodes/a/data/instruction", value: "x" }],
  ["the criterion “kind” of “A”", { op: "add", path: "/nodes/a/data/criteria/kind", value: "x" }],
  ["the place of “A”", { op: "replace", path: "/nodes/a/position", value: { x: 1, y: 2 } }],
  ["removing “A”", { op: "remove", path: "/nodes/a" }],
  ["adding “A”", { op: "add", path: "/nodes/a", value: {} }],
  ["the connection from “A” to “B”", { op: "add", path: "/edges/f", value: edge }],
  ["removing the connection from “A” to “B”", { op: "remove", path: "/edges/e" }],
  ["the end of the connection from “A” to “B”", { op: "replace", path: "/edges/e/target", value: "c" }],
  ["the label of a connection", { op: "replace", path: "/edges/gone/label", value: "x" }],
  ["the SOP’s name", { op: "replace", path: "/name", value: "x" }],
])("[U45] a change is told as %s", (words, op) => {
  expect(describeOps([op], names)).toBe(words);
});

test("[U45] several changes are told by the first", () => {
  expect(describeOps([remove("a"), remove("a")], names)).toBe("removing “A”");
  expect(describeOps([remove("a"), remove("b")], names)).toBe("removing “A” and another change");
  expect(describeOps([remove("a"), remove("b"), remove("c")], names)).toBe(
    "removing “A” and 2 other changes",
  );
  expect(describePlace("/nodes/a/data/instruction")).toBe("instruction");
  expect(describePlace("/nodes/a")).toBeNull();
});

test("[U45] values are shown to people", () => {
  expect(showValue(undefined, "removed")).toBe("(removed)");
  expect(showValue("", "removed")).toBe("(empty)");
  expect(showValue({ x: 1.4, y: -2 }, "removed")).toBe("1, -2");
  expect(showValue({ action: "call", sla_min: 5 }, "removed")).toBe("action: call\n sla_min: 5");
  expect(showValue(true, "removed")).toBe("true");
});

test("[U45] what is set aside is grouped by node, in the order in which each first came", () => {
  const groups = groupAsides([aside("1", "a"), aside("2", null), aside("3", "a")]);
  expect(groups.map(({ node, asides }) => [node, asides.map(({ id }) => id)])).toEqual([
    ["a", ["1", "3"]],
    [null, ["2"]],
  ]);
});

function remove(id: string): PatchOp {
  return { op: "remove", path: `/nodes/${id}` };
}

function aside(id: string, node: string | null): Aside {
  return { id, node } as Aside;
}
