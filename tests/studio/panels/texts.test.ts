import { expect, test } from "bun:test";
import { SHORTCUTS } from "#studio/canvas/shortcuts.ts";
import { saysTemplate, templateMeaning, templateText } from "#studio/panels/json-template.ts";
import { keyNames, shortcutText } from "#studio/panels/key-names.ts";
import { moveCaret } from "#studio/panels/move-caret.ts";
import { nodeText } from "#studio/panels/properties/node-text.ts";
import { toOps } from "#studio/sync/edit/to-ops.ts";

const TOOL = {
  id: "t",
  type: "tool",
  position: { x: 0, y: 0 },
  data: { name: "search", when: "Always", input_template: { query: "…", limit: 5 } },
};
const GRAPH = { name: "S", domain: "d", nodes: { t: TOOL }, edges: {} };

function opsOf(text: string) {
  const meaning = templateMeaning("t", text);
  return "edit" in meaning ? toOps(GRAPH, meaning.edit) : meaning.error;
}

test("[U31] the caret stays between the same letters", () => {
  expect(moveCaret("one two", "one and two", 7)).toBe(11);
  expect(moveCaret("one two", "one and two", 2)).toBe(2);
  expect(moveCaret("one two", "two", 7)).toBe(3);
  expect(moveCaret("one two", "", 3)).toBe(0);
  expect(moveCaret("abc", "axc", 2)).toBe(2);
});

test("[U34] a template goes out by what is different in it; what is not JSON says where", () => {
  expect(opsOf('{"limit":5,"query":"…"}')).toEqual([]);
  expect(opsOf('{"query":"…","limit":6}')).toEqual([
    { op: "add", path: "/nodes/t/data/input_template/limit", value: 6 },
  ]);
  expect(opsOf("")).toEqual([{ op: "remove", path: "/nodes/t/data/input_template" }]);
  expect(opsOf("{\n  query\n}")).toContain("Not JSON yet");
  expect(opsOf("[1]")).toContain("object");
});

test("a template that says the same is not laid out anew while it is written", () => {
  expect(templateText(undefined)).toBe("");
  expect(saysTemplate('{"a":   1}', { a: 1 })).toBe(true);
  expect(saysTemplate('{"a": 1', { a: 1 })).toBe(false);
  expect(saysTemplate("", undefined)).toBe(true);
});

test("[U39] keys are called as they are on the machine's keyboard", () => {
  expect(keyNames("Mod+Shift+Z", false)).toEqual(["Ctrl", "Shift", "Z"]);
  expect(keyNames("Mod+Shift+Z", true)).toEqual(["⌘", "⇧", "Z"]);
  expect(shortcutText("Mod+Z", false)).toBe("Ctrl+Z");
  expect(shortcutText("Mod+Z", true)).toBe("⌘Z");
  expect(keyNames("+", false)).toEqual(["+"]);
  const texts = SHORTCUTS.map(({ text }) => text);
  expect(new Set(texts).size).toBe(texts.length);
});

test("[U35] a node's text is all that it says", () => {
  expect(nodeText(TOOL as never)).toBe('search\nAlways\n{\n  "query": "…",\n  "limit": 5\n}');
  const conditions = { yes: { action: "Pay", sla_min: 30 }, no: { action: "Refuse" } };
  const condition = { ...TOOL, type: "condition", data: { field: "covered", conditions } };
  expect(nodeText(condition as never)).toBe("covered\nyes: Pay (30 minutes)\nno: Refuse");
});
