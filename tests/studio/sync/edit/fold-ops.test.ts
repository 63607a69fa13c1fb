import { expect, test } from "bun:test";
import fc from "fast-check";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { EditError } from "#studio/sync/edit/edit-error.ts";
import { foldOps } from "#studio/sync/edit/fold-ops.ts";
import { layOps } from "#studio/sync/edit/lay-op.ts";
import { graphOn } from "#studio/sync/edit/sheet.ts";
import { toOps } from "#studio/sync/edit/to-ops.ts";
import { anyEdits, createCanvas, drawEdit } from "#tests/studio/sync/undo/model.ts";
import type { AnyEdit } from "#tests/studio/sync/undo/model.ts";
import { addOp, makeNode, moveOp, removeOp, replaceOp, testOp } from "#tests/support/builders.ts";
import { LOOSE_RULES } from "#tests/support/loose-rules.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { deepFreeze, firstDifference } from "#tests/support/same-json.ts";

const P = "/nodes/a/position";
const L = "/nodes/a/data/l";

const CASES: readonly (readonly [string, PatchOp[], PatchOp[]])[] = [
  [
    "a later write replaces the earlier",
    [replaceOp(P, { x: 1 }), replaceOp("/name", "n"), replaceOp(P, { x: 2 })],
    [replaceOp(P, { x: 2 }), replaceOp("/name", "n")],
  ],
  [
    "what made the place goes on making it",
    [addOp("/tags", [1]), replaceOp("/tags", [2])],
    [addOp("/tags", [2])],
  ],
  [
    "a write below goes in",
    [replaceOp(P, { x: 1, y: 1 }), replaceOp(`${P}/x`, 2)],
    [replaceOp(P, { x: 2, y: 1 })],
  ],
  [
    "a write above covers",
    [replaceOp(`${P}/x`, 1), replaceOp(`${P}/y`, 1), replaceOp(P, { x: 2, y: 2 })],
    [replaceOp(P, { x: 2, y: 2 })],
  ],
  [
    "into a new node",
    [addOp("/nodes/n", makeNode("n")), addOp("/nodes/n/data/l/0", "z"), removeOp("/nodes/n/data/cfg")],
    [addOp("/nodes/n", { ...makeNode("n"), data: { label: "N", l: ["z", "p", "q", "r"] } })],
  ],
  [
    "elements that are put in are all put in",
    [addOp(`${L}/0`, 1), addOp(`${L}/0`, 2)],
    [addOp(`${L}/0`, 1), addOp(`${L}/0`, 2)],
  ],
  [
    "nothing is folded across a shift",
    [replaceOp(`${L}/0`, 1), removeOp(`${L}/0`), replaceOp(`${L}/0`, 2)],
    [replaceOp(`${L}/0`, 1), removeOp(`${L}/0`), replaceOp(`${L}/0`, 2)],
  ],
  [
    "nor across a move or a test",
    [
      replaceOp("/name", "1"),
      testOp("/name", "1"),
      replaceOp("/name", "2"),
      moveOp(`${L}/0`, `${L}/1`),
      replaceOp("/name", "3"),
    ],
    [
      replaceOp("/name", "1"),
      testOp("/name", "1"),
      replaceOp("/name", "2"),
      moveOp(`${L}/0`, `${L}/1`),
      replaceOp("/name", "3"),
    ],
  ],
  [
    "an edge comes after the node it is tied to last",
    [
      replaceOp("/edges/e1/target", "c"),
      addOp("/nodes/n", makeNode("n")),
      replaceOp("/edges/e1/target", "n"),
    ],
    [addOp("/nodes/n", makeNode("n")), replaceOp("/edges/e1/target", "n")],
  ],
];

for (const [name, ops, folded] of CASES) {
  test(`[Y44] ${name}`, () => {
    expect(foldOps(deepFreeze(ops))).toEqual(folded);
  });
}

test(
  "[Y44] folded ops do what the ops did, and can be folded again for nothing",
  () => {
    fc.assert(fc.property(anyEdits(12), check), volume(300, 20_000));
  },
  PROPERTY_TIMEOUT_MS,
);

function check(edits: readonly AnyEdit[]): void {
  const canvas = createCanvas();
  const start = canvas.graph;
  const given = edits.flatMap((edit, i) => drawEdit(canvas, edit, `${i}`)?.given ?? []);
  const ops = opsOf(start, given);
  const folded = foldOps(deepFreeze(ops));
  expect(folded.length).toBeLessThanOrEqual(ops.length);
  expect(firstDifference(graphOn(layOps(start, ops)), graphOn(layOps(start, folded)))).toBeUndefined();
  expect(foldOps(folded)).toEqual(folded);
}

/** None where the edits do not go together as one. */
function opsOf(graph: GraphView, given: readonly PatchOp[]): readonly PatchOp[] {
  try {
    return toOps(graph, given, LOOSE_RULES);
  } catch (error) {
    if (error instanceof EditError) return [];
    throw error;
  }
}
