import { expect, test } from "bun:test";
import fc from "fast-check";
import type { Json } from "#schemas/json.ts";
import { changesOf } from "#schemas/change/changes.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { layOps } from "#studio/sync/edit/lay-op.ts";
import { graphOn } from "#studio/sync/edit/sheet.ts";
import { createUndoHistory } from "#studio/sync/undo/history.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { deepFreeze } from "#tests/support/same-json.ts";

/** Before, what I made of it, what others made of that, what undo leaves, and how. */
const CASES: readonly (readonly [Json[], Json[], Json[], Json[], PatchOp["op"][]])[] = [
  [["p", "q"], ["p", "x", "q"], ["o", "p", "x", "q"], ["o", "p", "q"], ["remove"]],
  [["p", "q", "r"], ["p", "r"], ["p", "y", "r"], ["p", "q", "y", "r"], ["add"]],
  [["p", "q"], ["p", "Q"], ["z", "p", "Q"], ["z", "p", "q"], ["replace"]],
  [["p", "q", "r"], ["q", "r", "p"], ["q", "y", "r", "p"], ["p", "q", "y", "r"], ["move"]],
  [["p", "q", "r"], ["q", "r", "p"], ["r", "q", "p"], ["p", "r", "q"], ["move"]],
  [["p"], ["p", "x"], ["p"], ["p"], []],
  [["p"], ["p", "x"], ["p", "X"], ["p", "X"], []],
  [["p", "q"], ["p", "Q"], ["p", "QQ"], ["p", "QQ"], []],
  [["p"], ["x", "y"], ["x", "y", "z"], ["p", "z"], ["remove", "remove", "add"]],
  [[{ a: 1, b: 1 }], [{ a: 2, b: 1 }], [{ a: 2, b: 3 }], [{ a: 1, b: 3 }], ["add"]],
  [[{ l: [1, 2] }], [{ l: [1, 2, 3] }], [{ l: [0, 1, 2, 3] }], [{ l: [0, 1, 2] }], ["add"]],
];

for (const [before, after, now, undone, kinds] of CASES) {
  test(`[Y54] ${show(before)}, by me ${show(after)}, by others ${show(now)}: undone ${show(undone)}`, () => {
    const { ops, value } = undo(before, after, now);
    expect(value).toEqual(undone);
    expect(ops.map(({ op }) => op)).toEqual(kinds);
  });
}

test("[Y54] what of a list could not be taken back is told, and the rest is", () => {
  const { skipped, value } = undo(["p"], ["p", "x", "y"], ["p", "y"]);
  expect(value).toEqual(["p"]);
  expect(skipped).toEqual([{ path: "/tags", reason: "changed_since" }]);
});

test("[Y54] a list that somebody took away or made something else of is left alone", () => {
  for (const now of [undefined, "text"]) {
    const { ops, skipped } = undo(["p"], ["p", "x"], now);
    expect(ops).toEqual([]);
    expect(skipped).toEqual([{ path: "/tags", reason: "changed_since" }]);
  }
});

test("[Y54] lists that differ too much to follow elements are taken back as a whole, or not", () => {
  expect(undo(many(0), many(5000), many(5000)).ops.map(({ op }) => op)).toEqual(["replace"]);
  expect(undo(many(0), many(5000), [...many(5000), 1]).skipped.length).toBe(1);
});

test(
  "[Y54] a list is what it was when nobody else changed it, and what others put in is still there otherwise",
  () => {
    const list = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 8 });
    const theirs = fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 4 });
    fc.assert(
      fc.property(list, list, theirs, (before, after, edits) => {
        expect(undo(before, after, after).value).toEqual(before);
        const now: Json[] = [...after];
        const put: string[] = [];
        for (const [n, [at, isInsert]] of edits.entries()) {
          if (!isInsert) now.splice(at % (now.length + 1), 1);
          else now.splice(at % (now.length + 1), 0, `theirs ${n}`);
        }
        for (const item of now) if (typeof item === "string") put.push(item);
        const left = undo(before, after, now).value as Json[];
        // Not their order: what came where something that I moved went may be that, set to something else.
        expect(left.filter((item) => typeof item === "string").toSorted()).toEqual(put.toSorted());
      }),
      volume(500, 20_000),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

function undo(before: Json[], after: Json[], now: Json | undefined) {
  const history = createUndoHistory();
  const place = { ref: { kind: "meta", id: "" }, tokens: ["tags"] } as const;
  history.made({ id: "p", step: "s", kind: "edit" }, [{ ...place, before, after }]);
  const graph: GraphView = deepFreeze({ nodes: {}, edges: {}, ...(now !== undefined && { tags: now }) });
  history.others([{ ...place, before: after, after: now }]);
  const back = history.undo(graph) ?? { ops: [], skipped: [] };
  const sheet = layOps(graph, back.ops);
  expect(() => changesOf(graph, sheet.effects)).not.toThrow();
  return { ...back, value: graphOn(sheet)["tags"] };
}

function many(from: number): number[] {
  return Array.from({ length: 1500 }, (_, i) => from + i);
}

function show(value: Json[]): string {
  return JSON.stringify(value).replaceAll('"', "");
}
