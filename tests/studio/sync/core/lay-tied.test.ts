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
const NODES = ["a", "b", "c", "d"] as const;
const EDGES = ["e", "f"] as const;
const node = (id: string) => ({ id, type: "t", position: { x: 0, y: 0 }, data: {} });
const GRAPH = {
  nodes: Object.fromEntries(NODES.map((id) => [id, node(id)])),
  edges: {
    e: { id: "e", source: "a", target: "b", sourceHandle: "out" },
    f: { id: "f", source: "b", target: "c" },
  },
};

const anyTurn = fc.record({
  ...anyAuthor(ME),
  what: fc.constantFrom("source", "target", "sourceHandle", "targetHandle", "remove", "bring back"),
  node: fc.constantFrom(...NODES),
  edge: fc.constantFrom(...EDGES),
  handle: fc.constantFrom("h", "i"),
});
type Turn = typeof anyTurn extends fc.Arbitrary<infer T> ? T : never;

test(
  "[Y22] whatever others do to edges and their nodes at once, mine show where they will be: their echo moves nothing",
  () => {
    let echoes = 0;
    const { numRuns, ...rest } = volume(3000, 200_000);
    fc.assert(
      fc.property(
        fc.array(anyTurn, { maxLength: 4 }),
        fc.array(anyTurn, { minLength: 2, maxLength: 9 }),
        (before, turns) => void (echoes += playOut(before, turns)),
      ),
      { numRuns, ...rest },
    );
    expect(echoes).toBeGreaterThan(numRuns / 2);
  },
  PROPERTY_TIMEOUT_MS,
);

/**
 * After what happened before I came, all of mine wait while the others' are committed; then mine are, one by one. Gives
 * how many echoes were looked at.
 */
function playOut(before: readonly Turn[], turns: readonly Turn[]): number {
  const registry = createState(GRAPH);
  const times: number[] = [];
  const judge = (made: Made, id = "") => {
    const judged = judgeLater(registry, made, id);
    if (judged.kind === "committed") times.push(judged.row.ts);
    return judged;
  };
  for (const turn of before) judge(madeBy(registry, turn));
  const core = createCore(() => ME);
  const { graph, side } = structuredClone({ graph: graphOf(registry), side: sideOf(registry) });
  core.startOver(graph, registry.version, "", side);
  core.flush();
  const waiting: { readonly id: string; readonly made: Made }[] = [];
  for (const [tag, turn] of turns.entries()) {
    if (turn.who !== ME) {
      hear(core, judge(madeBy(registry, turn)));
      continue;
    }
    // An edit of mine is newer than what I had seen.
    const seen = times.slice(0, core.version).map((ts) => ts + 1);
    const made = { who: ME, ts: Math.max(turn.ts, ...seen), base: core.version, ops: opsOf(turn) };
    waiting.push({ id: `${tag}`, made });
    core.add({ id: `${tag}`, base: made.base, ts: made.ts, ops: made.ops, step: "s", kind: "edit" }, true);
    core.flush();
  }
  let echoes = 0;
  for (const { id, made } of waiting) {
    const shown = shownIn(core);
    const judged = judge(made, id);
    hear(core, judged);
    const patch = core.queue.find(id);
    if (patch !== undefined) core.settle(patch);
    core.flush();
    if (judged.kind === "error" || judged.outcome.ops.length > 0) break;
    expect(shownIn(core)).toEqual(shown);
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

function madeBy(registry: SopState, turn: Turn): Made {
  const base = Math.max(0, registry.version - turn.unseen);
  return { who: turn.who, ts: turn.ts, base, ops: opsOf(turn) };
}

/** As the registry does, which gets it later than anybody made anything. */
function judgeLater(state: SopState, { who, ts, base, ops }: Made, id: string): Judgement {
  return commit(state, { id, peer: who, base, ts, ops, atomic: false }, contextAt(1000));
}

function hear(core: Core, judged: Judgement): void {
  if (judged.kind !== "committed") return;
  expect(core.commit(eventOf(judged.row), judged.row.peer === ME).kind).toBe("applied");
  core.flush();
}

function shownIn({ shown }: Core) {
  return { nodes: [...shown.nodes.keys()].toSorted(), edges: Object.fromEntries(shown.edges) };
}

function opsOf({ what, node: id, edge, handle }: Turn): PatchOp[] {
  switch (what) {
    case "source":
    case "target":
      return [{ op: "replace", path: `/edges/${edge}/${what}`, value: id }];
    case "sourceHandle":
    case "targetHandle":
      return [{ op: "add", path: `/edges/${edge}/${what}`, value: handle }];
    case "remove":
      return [{ op: "remove", path: `/nodes/${id}` }];
    case "bring back":
      return [{ op: "add", path: `/nodes/${id}`, value: node(id) }];
  }
}
