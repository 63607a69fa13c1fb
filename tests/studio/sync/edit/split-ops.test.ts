import { expect, test } from "bun:test";
import fc from "fast-check";
import type { PatchOp } from "#schemas/change/op.ts";
import { EditError } from "#studio/sync/edit/edit-error.ts";
import { layOps } from "#studio/sync/edit/lay-op.ts";
import { graphOn } from "#studio/sync/edit/sheet.ts";
import { splitOps } from "#studio/sync/edit/split-ops.ts";
import { toOps } from "#studio/sync/edit/to-ops.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { anyEdits, createCanvas, drawEdit } from "#tests/studio/sync/undo/model.ts";
import { addOp, makeNode, removeOp, replaceOp, testOp } from "#tests/support/builders.ts";
import { LOOSE_RULES } from "#tests/support/loose-rules.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { deepFreeze, firstDifference } from "#tests/support/same-json.ts";

const SMALL = { ...DEFAULT_LIMITS, ops: 3 };

test("[Y45] what fits is one patch as it is; nothing is none", () => {
  const ops = [addOp("/edges/x", {}), addOp("/nodes/n", {})];
  expect(splitOps(ops, DEFAULT_LIMITS)).toEqual({ patches: [ops] });
  expect(splitOps([], DEFAULT_LIMITS)).toEqual({ patches: [] });
});

test("[Y45] nodes first, then edges, then nodes that go; an entity's ops together", () => {
  const ops = [
    addOp("/edges/x", { id: "x", source: "n", target: "a" }),
    removeOp("/nodes/c"),
    replaceOp("/nodes/a/data/label", "1"),
    replaceOp("/edges/e2/target", "n"),
    addOp("/nodes/n", makeNode("n")),
    replaceOp("/nodes/a/position/x", 1),
    replaceOp("/name", "n"),
  ];
  const [x, c, label, e2, n, position, name] = ops as [
    PatchOp,
    PatchOp,
    PatchOp,
    PatchOp,
    PatchOp,
    PatchOp,
    PatchOp,
  ];
  expect(splitOps(ops, SMALL)).toEqual({ patches: [[label, position, n], [name, x, e2], [c]] });
});

test("[Y45] a node that comes and goes is there in between for the edge that is tied to it", () => {
  const ops = [
    addOp("/nodes/n", makeNode("n")),
    replaceOp("/edges/e1/target", "n"),
    removeOp("/nodes/n"),
    replaceOp("/name", "n"),
  ];
  const [add, tie, remove, name] = ops as [PatchOp, PatchOp, PatchOp, PatchOp];
  expect(splitOps(ops, { ...SMALL, ops: 1 })).toEqual({ patches: [[add], [name], [tie], [remove]] });
});

test("[Y45] an entity with more ops than a patch holds is cut, in order", () => {
  const ops = Array.from({ length: 7 }, (_, i) => addOp("/nodes/a/data/l/-", i));
  expect(splitOps(ops, SMALL)).toEqual({ patches: [ops.slice(0, 3), ops.slice(3, 6), ops.slice(6)] });
});

test("[Y45] no message is larger than a frame, in bytes", () => {
  const limits = { ...DEFAULT_LIMITS, frame_bytes: 2000 };
  const ops = Array.from({ length: 40 }, (_, i) =>
    addOp(`/nodes/n${i}`, { id: `n${i}`, text: "ö".repeat(100) }),
  );
  const split = splitOps(ops, limits);
  const patches = "patches" in split ? split.patches : [];
  expect(patches.flat()).toEqual(ops);
  for (const ops of patches) {
    const message = { type: "patch", id: "x".repeat(64), base: 2 ** 52, ts: 2 ** 52, ops, atomic: true };
    expect(new TextEncoder().encode(JSON.stringify(message)).length).toBeLessThan(2000);
  }
  expect(patches.length).toBeLessThan(12);
});

const TOO_BIG: readonly (readonly [string, PatchOp[], boolean])[] = [
  ["a value past its bound", [addOp("/description", "x".repeat(300_000))], false],
  ["a pointer past its bound", [removeOp(`/nodes/${"x".repeat(2000)}`)], false],
  ["too deep", [addOp(`/nodes/a/data${"/x".repeat(40)}`, 1)], false],
  [
    "more ops than one patch holds, all or nothing",
    Array.from({ length: 1001 }, () => replaceOp("/name", "n")),
    true,
  ],
  [
    "the same, guarded by a test",
    [testOp("/name", "g"), ...Array.from({ length: 1000 }, () => replaceOp("/name", "n"))],
    false,
  ],
];

for (const [name, ops, isAtomic] of TOO_BIG) {
  test(`[Y45] too big, with a sentence that says why: ${name}`, () => {
    const split = splitOps(ops, DEFAULT_LIMITS, isAtomic);
    expect("tooBig" in split ? split.tooBig : "").toMatch(/^[A-Z].{20}.*\.$/);
  });
}

test(
  "[Y45] patches one after the other do what the ops do together",
  () => {
    fc.assert(
      fc.property(anyEdits(12), fc.integer({ min: 1, max: 4 }), (edits, most) => {
        const canvas = createCanvas();
        const start = canvas.graph;
        const given = edits.flatMap((edit, i) => drawEdit(canvas, edit, `${i}`)?.given ?? []);
        let ops: readonly PatchOp[];
        try {
          ops = toOps(start, given, LOOSE_RULES);
        } catch (error) {
          if (error instanceof EditError) return;
          throw error;
        }
        const split = splitOps(deepFreeze(ops), { ...DEFAULT_LIMITS, ops: most });
        const patches = "patches" in split ? split.patches : [];
        expect(patches.flat().length).toBe(ops.length);
        const end = patches.reduce((graph, patch) => graphOn(layOps(graph, patch)), start);
        expect(firstDifference(graphOn(layOps(start, ops)), end)).toBeUndefined();
      }),
      volume(300, 20_000),
    );
  },
  PROPERTY_TIMEOUT_MS,
);
