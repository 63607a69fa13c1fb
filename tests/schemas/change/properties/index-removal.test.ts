import { expect, test } from "bun:test";
import fc from "fast-check";
import type { Json } from "#schemas/json.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { addOp, makePatch, moveOp, removeOp, replaceOp, scenarioGraph } from "#tests/support/builders.ts";
import type { Choice } from "#tests/support/frame.ts";
import { createWorld, currentGraph, submit } from "#tests/support/model.ts";
import type { World } from "#tests/support/model.ts";
import { PROPERTY_TIMEOUT_MS, anyChoice, volume } from "#tests/support/runs.ts";
import { valueAt } from "#tests/support/same-json.ts";

const LIST = "/nodes/a/data/l";

/** Elements keep their first letter when they are set: it tells which one they are. */
type Edit = (list: readonly string[], choice: Choice) => PatchOp;

const EDITS: Readonly<Record<string, Edit>> = {
  insert: (list, { place, tag }) => addOp(`${LIST}/${place % (list.length + 1)}`, tag),
  append: (_, { tag }) => addOp(`${LIST}/-`, tag),
  remove: (list, { place }) => removeOp(`${LIST}/${place % list.length}`),
  set: (list, { place }) => replaceOp(`${LIST}/${place % list.length}`, `${list[place % list.length]}'`),
  move: (list, { place, other }) =>
    moveOp(`${LIST}/${place % list.length}`, `${LIST}/${other % list.length}`),
};

interface Case {
  readonly edits: readonly {
    readonly kind: string;
    readonly choice: Omit<Choice, "tag">;
    readonly stale: boolean;
  }[];
  readonly removed: number;
  readonly ts: number;
}

test(
  "[T9] the removal of an index takes the element that its author saw, and no other",
  () => {
    fc.assert(fc.property(anyCase(), checkRemoval), volume(300, 9295));
  },
  PROPERTY_TIMEOUT_MS,
);

function anyCase(): fc.Arbitrary<Case> {
  const edit = fc.record({
    kind: fc.constantFrom(...Object.keys(EDITS)),
    choice: anyChoice(),
    stale: fc.boolean(),
  });
  return fc.record({
    edits: fc.array(edit, { minLength: 1, maxLength: 7 }),
    removed: fc.nat(2),
    ts: fc.integer({ min: 1, max: 40 }),
  });
}

function checkRemoval({ edits, removed, ts }: Case): void {
  const world = createWorld(scenarioGraph());
  const seen = listOf(world)[removed] ?? "";
  edits.forEach(({ kind, choice, stale }, i) => {
    const list = stale ? ["p", "q", "r"] : listOf(world);
    if (list.length === 0) return;
    const op = EDITS[kind]?.(list, { ...choice, tag: "abcdefgh"[i] ?? "" });
    const base = stale ? 0 : world.state.version;
    if (op) submit(world, makePatch([op], { id: `e${i}`, peer: `A${i}`, base, ts: 10 + i }), 1000 + i);
  });
  const before = listOf(world);
  const reply = submit(world, makePatch([removeOp(`${LIST}/${removed}`)], { id: "x", peer: "B", ts }), 2000);
  if (reply.kind !== "committed" && reply.kind !== "unchanged") throw new Error(JSON.stringify(reply));
  expect(reply.outcome.ops.filter(({ status }) => status === "rejected")).toEqual([]);
  expect(listOf(world)).toEqual(before.filter((item) => item[0] !== seen[0]));
}

function listOf(world: World): readonly string[] {
  return structuredClone(valueAt(currentGraph(world), LIST) as readonly Json[]).map(String);
}
