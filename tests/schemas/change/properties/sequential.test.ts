import { expect, test } from "bun:test";
import fc from "fast-check";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { makePatch, scenarioGraph } from "#tests/support/builders.ts";
import type { Choice } from "#tests/support/frame.ts";
import { createWorld, currentGraph, submit } from "#tests/support/model.ts";
import type { World } from "#tests/support/model.ts";
import { EDGE_KINDS, LIST_KINDS, PROPERTY_KINDS } from "#tests/support/op-kinds.ts";
import type { EditKind } from "#tests/support/op-kinds.ts";
import { PROPERTY_TIMEOUT_MS, anyChoice, volume } from "#tests/support/runs.ts";
import { firstDifference, valueAt } from "#tests/support/same-json.ts";

const DAY_MS = 86_400_000;
const START_MS = DEFAULT_LIMITS.horizon_ms;
const KINDS: Readonly<Record<string, EditKind>> = { ...PROPERTY_KINDS, ...EDGE_KINDS, ...LIST_KINDS };

interface Step {
  readonly kind: string;
  readonly choice: Omit<Choice, "tag">;
  readonly peer: string;
  /** How wrong the author's clock is, ms. */
  readonly skew: number;
  /** How many versions behind the author is; 0: had seen everything. */
  readonly behind: number;
}

test(
  "[T12] who had seen everything never loses, with clocks off by up to a day",
  () => {
    const history = fc.array(anyStep(), { minLength: 4, maxLength: 24 });
    fc.assert(fc.property(history, checkHistory), volume(120, 12_000));
  },
  PROPERTY_TIMEOUT_MS,
);

function anyStep(): fc.Arbitrary<Step> {
  return fc.record({
    kind: fc.constantFrom(...Object.keys(KINDS)),
    choice: anyChoice(),
    peer: fc.constantFrom("A", "B", "C", "D"),
    skew: fc.integer({ min: -DAY_MS, max: DAY_MS }),
    behind: fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }) },
    ),
  });
}

function checkHistory(steps: readonly Step[]): void {
  const world = createWorld({ ...scenarioGraph(), tags: ["s", "t"] });
  steps.forEach((step, i) => playStep(world, step, i));
}

function playStep(world: World, { kind, choice, peer, skew, behind }: Step, i: number): void {
  const base = Math.max(0, world.state.version - behind);
  const graph = world.graphs[base];
  const op = graph && KINDS[kind]?.({ graph, dead: {} }, { ...choice, tag: `v${i}` });
  if (op === undefined) return;
  const arrival = START_MS + i * 1000;
  const sent = makePatch([op], { id: `${i}`, peer, base, ts: arrival + skew });
  const fresh = base === world.state.version;
  const reply = submit(world, sent, arrival);
  if (!fresh) return;
  if (reply.kind !== "committed") throw new Error(`${JSON.stringify(sent)}: ${JSON.stringify(reply)}`);
  expect(reply.outcome.ops).toEqual([]);
  expect(lost(world, op)).toBeUndefined();
}

/** What the graph shows instead of what a fresh op wrote. */
function lost(world: World, op: PatchOp): string | undefined {
  if (op.op !== "replace" && op.op !== "add") return undefined;
  const pointer = op.path.endsWith("/-") ? lastOf(world, op.path.slice(0, -2)) : op.path;
  return firstDifference(op.value, valueAt(currentGraph(world), pointer), op.path);
}

function lastOf(world: World, list: string): string {
  return `${list}/${(valueAt(currentGraph(world), list) as unknown[]).length - 1}`;
}
