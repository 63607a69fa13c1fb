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

test("[U85] rows stand as everybody sees them; a key that is renamed keeps its row", () => {
  const rows = keepKeyRows([], ["low", "high"], null);
  expect(keepKeyRows(rows, ["low", "high"], null)).toBe(rows);
  const [mine, theirs] = [{ from: "low", to: "minor" }, null];
  for (const renamed of [mine, theirs]) {
    const kept = keepKeyRows(rows, ["minor", "high"], renamed);
    expect(kept).toEqual([
      { id: 0, key: "minor" },
      { id: 1, key: "high" },
    ]);
    expect(keepKeyRows(kept, ["minor", "high"], renamed)).toBe(kept);
    expect(keepKeyRows(kept, ["minor", "high", "new"], renamed).map(({ id }) => id)).toEqual([0, 1, 2]);
    expect(keepKeyRows(kept, ["high"], renamed)).toEqual([{ id: 1, key: "high" }]);
  }
  const numbered = keepKeyRows(rows, ["1", "low"], { from: "high", to: "1" });
  expect(numbered.map(({ id }) => id)).toEqual([1, 0]);
});

test("[U85] no two rows are the same, whatever becomes of the keys", () => {
  const keys = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "1"), { maxLength: 5 });
  const rename = fc.option(fc.record({ from: fc.constantFrom("a", "b"), to: fc.constantFrom("c", "1") }));
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, rename), { minLength: 1, maxLength: 5 }), (changes) => {
      let rows = keepKeyRows([], [], null);
      for (const [keys, renamed] of changes) {
        rows = keepKeyRows(rows, keys, renamed);
        expect(rows.map(({ key }) => key)).toEqual(keys);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(keys.length);
      }
    }),
  );
});
