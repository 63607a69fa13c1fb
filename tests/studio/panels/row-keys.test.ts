import { expect, test } from "bun:test";
import fc from "fast-check";
import { keepKeyRows, keepRows, type Row } from "#studio/panels/row-keys.ts";

const tool = (name: string) => ({ name, when: "" });
const ids = (rows: readonly Row<ReturnType<typeof tool>>[]) => rows.map(({ id }) => id);

test("[U32] a row stays its element's while others put in, take out, move and rewrite", () => {
  const [a, b, c] = [tool("a"), tool("b"), tool("c")];
  const rows = keepRows([], [a, b, c]);
  expect(ids(rows)).toEqual([0, 1, 2]);
  expect(keepRows(rows, [a, b, c])).toBe(rows);
  expect(ids(keepRows(rows, [tool("new"), a, b, c]))).toEqual([3, 0, 1, 2]);
  expect(ids(keepRows(rows, [a, c]))).toEqual([0, 2]);
  expect(ids(keepRows(rows, [c, a, b]))).toEqual([2, 0, 1]);
  expect(ids(keepRows(rows, [a, tool("rewritten"), c]))).toEqual([0, 1, 2]);
  expect(ids(keepRows(rows, [tool("c"), tool("a"), tool("b")]))).toEqual([2, 0, 1]);
  expect(ids(keepRows(rows, [tool("new"), a, tool("rewritten"), c]))).toEqual([3, 0, 4, 2]);
});

test("[U32] every element has a row, and no two the same", () => {
  const names = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(names, { minLength: 1, maxLength: 5 }), (lists) => {
      let rows: readonly Row<ReturnType<typeof tool>>[] = [];
      for (const list of lists) {
        rows = keepRows(rows, list.map(tool));
        expect(rows.map(({ value }) => value.name)).toEqual(list);
        expect(new Set(ids(rows)).size).toBe(list.length);
      }
    }),
  );
});

test("[U33] a key that I rename keeps its row and its place; others' keys come at the end", () => {
  const rows = keepKeyRows([], ["low", "high"], null);
  expect(keepKeyRows(rows, ["low", "high"], null)).toBe(rows);
  const renamed = keepKeyRows(rows, ["high", "minor"], { from: "low", to: "minor" });
  expect(renamed).toEqual([
    { id: 0, key: "minor" },
    { id: 1, key: "high" },
  ]);
  expect(keepKeyRows(renamed, ["high", "minor"], { from: "low", to: "minor" })).toBe(renamed);
  expect(keepKeyRows(renamed, ["high", "minor", "new"], null).map(({ id }) => id)).toEqual([0, 1, 2]);
  expect(keepKeyRows(renamed, ["high"], null)).toEqual([{ id: 1, key: "high" }]);
});
