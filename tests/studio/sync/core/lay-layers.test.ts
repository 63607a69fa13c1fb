import { expect, test } from "bun:test";
import fc from "fast-check";
import { commit } from "#schemas/change/commit.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { sideOf } from "#schemas/change/side.ts";
import { createState, graphOf, type SopState } from "#schemas/change/state.ts";
import type { Judgement } from "#schemas/change/types.ts";
import { type Core, createCore } from "#studio/sync/core/core.ts";
import { contextAt } from "#studio/sync/core/lay-layers.ts";
import { anyAuthor } from "#tests/support/any-author.ts";
import { eventOf } from "#tests/support/event-of.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";

const ME = "me/tab";
const LIST = "/nodes/a/data/l";
const NODE = { id: "a", type: "t", position: { x: 0, y: 0 }, data: { l: ["p", "q", "r"], label: "A" } };

const anyTurn = fc.record({
  ...anyAuthor(ME),
  what: fc.constantFrom("insert", "append", "remove", "set", "move", "label", "whole"),
  at: fc.nat(5),
  to: fc.nat(5),
});
type Turn = typeof anyTurn extends fc.Arbitrary<infer T> ? T : never;

test(
  "[Y21] whatever others do to a list at once, my waiting index ops show what the registry will make of them: their echo moves nothing",
  () => {
    let echoes = 0;
    const { numRuns, ...rest } = volume(2000, 200_000);
    fc.assert(
      fc.property(
        fc.array(anyTurn, { maxLength: 4 }),
        fc.array(anyTurn, { minLength: 2, maxLength: 12 }),
        fc.option(fc.nat(11), { nil: null }),
        (before, turns, wholeAt) =>
          void (echoes += playOut(before, turns, wholeAt === null ? null : wholeAt % turns.length)),
      ),
      { numRuns, ...rest },
    );
    expect(echoes).toBeGreaterThan(numRuns / 2);
  },
  PROPERTY_TIMEOUT_MS,
);

/**
 * After what happened before I came, all of mine wait while the others' are committed; then mine are, one by one. At
 * `wholeAt` I get the whole SOP instead of what others did. Gives how many echoes were looked at.
 */
function playOut(before: readonly Turn[], turns: readonly Turn[], wholeAt: number | null): number {
  const registry = createState({ nodes: { a: NODE }, edges: {} });
  const times: number[] = [];
  const judge = (made: Made, id = "") => {
    const judged = judgeLater(registry, made, id);
    if (judged.kind === "committed") times.push(judged.row.ts);
    return judged;
  };
  for (const [tag, turn] of before.entries()) judge(madeBy(registry, turn, `before ${tag}`));
  const core = createCore(() => ME);
  startOver(core, registry);
  const waiting: { readonly id: string; readonly made: Made }[] = [];
  for (const [tag, turn] of turns.entries()) {
    if (turn.who !== ME)
      hear(core, judge(madeBy(registry, turn, `${tag}`)), wholeAt === null || tag > wholeAt);
    if (tag === wholeAt) startOver(core, registry);
    if (turn.who !== ME || turn.what === "whole") continue;
    const ops = opsOf(turn, `${tag}`, listIn(core).length);
    if (ops.length === 0) continue;
    // An edit of mine is newer than what I had seen.
    const seen = times.slice(0, core.version).map((ts) => ts + 1);
    const made = { who: ME, ts: Math.max(turn.ts, ...seen), base: core.version, ops };
    waiting.push({ id: `${tag}`, made });
    core.add({ id: `${tag}`, base: made.base, ts: made.ts, ops, step: "s", kind: "edit" }, true);
    core.flush();
  }
  let echoes = 0;
  for (const { id, made } of waiting) {
    const shown = listIn(core);
    const judged = judge(made, id);
    hear(core, judged, true);
    const patch = core.queue.find(id);
    if (patch !== undefined) core.settle(patch);
    core.flush();
    const stands = judged.kind !== "error" && judged.outcome.ops.every(({ status }) => status === "merged");
    // A refusal takes its value off the screen, and the frame of what follows with it.
    if (!stands) break;
    expect(listIn(core)).toEqual(shown);
    echoes++;
  }
  return echoes;
}

interface Made {
  readonly who: string;
  readonly ts: number;
  readonly base: number;
  readonly ops: PatchOp[];
}

function madeBy(registry: SopState, turn: Turn, tag: string): Made {
  const base = Math.max(0, registry.version - turn.unseen);
  return { who: turn.who, ts: turn.ts, base, ops: opsOf(turn, tag, Number.POSITIVE_INFINITY) };
}

/** As the registry does, which gets it later than anybody made anything. */
function judgeLater(state: SopState, { who, ts, base, ops }: Made, id: string): Judgement {
  return commit(state, { id, peer: who, base, ts, ops, atomic: false }, contextAt(1000));
}

function hear(core: Core, judged: Judgement, isTold: boolean): void {
  if (judged.kind !== "committed" || !isTold) return;
  expect(core.commit(eventOf(judged.row), judged.row.peer === ME).kind).toBe("applied");
  core.flush();
}

function startOver(core: Core, registry: SopState): void {
  const { graph, side } = structuredClone({ graph: graphOf(registry), side: sideOf(registry) });
  core.startOver(graph, registry.version, "", side);
  core.flush();
}

function listIn(core: Core): readonly unknown[] {
  const data = core.shown.nodes.get("a")?.data as { readonly l?: readonly unknown[] } | undefined;
  return data?.l ?? [];
}

/** None where there is no such place in a list of this length. */
function opsOf({ what, at, to }: Turn, tag: string, length: number): PatchOp[] {
  const value = tag;
  switch (what) {
    case "insert":
      return at > length ? [] : [{ op: "add", path: `${LIST}/${at}`, value }];
    case "append":
      return [{ op: "add", path: `${LIST}/-`, value }];
    case "remove":
      return at >= length ? [] : [{ op: "remove", path: `${LIST}/${at}` }];
    case "set":
      return at >= length ? [] : [{ op: "replace", path: `${LIST}/${at}`, value }];
    case "move":
      return Math.max(at, to) >= length ? [] : [{ op: "move", from: `${LIST}/${at}`, path: `${LIST}/${to}` }];
    case "label":
      return [{ op: "replace", path: "/nodes/a/data/label", value }];
    case "whole":
      return [{ op: "replace", path: LIST, value: [value] }];
  }
}
