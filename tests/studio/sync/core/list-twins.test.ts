import { expect, test } from "bun:test";
import fc from "fast-check";
import type { JsonObject } from "#schemas/json.ts";
import { commit } from "#schemas/change/commit.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { createState, type SopState, valueOf } from "#schemas/change/state.ts";
import type { Judgement } from "#schemas/change/types.ts";
import { opsByEntity } from "#studio/sync/core/laid-op.ts";
import { contextAt, type Layer } from "#studio/sync/core/lay-layers.ts";
import { createListTwins, type ListTwins } from "#studio/sync/core/list-twins.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";

const REF = { kind: "node", id: "a" } as const;
const KEY = "node a";
const ME = "me/tab";
const LIST = "/nodes/a/data/l";
const NODE = { id: "a", type: "t", position: { x: 0, y: 0 }, data: { l: ["p", "q", "r"], label: "A" } };

const anyTurn = fc.record({
  who: fc.constantFrom(ME, "bob/tab", "zoe/tab"),
  /** How many of the others' versions they had not seen. */
  unseen: fc.nat(4),
  /** When, within what all of them may have made at once. */
  ts: fc.integer({ min: 100, max: 120 }),
  what: fc.constantFrom("insert", "append", "remove", "set", "move", "label"),
  at: fc.nat(5),
  to: fc.nat(5),
});
type Turn = typeof anyTurn extends fc.Arbitrary<infer T> ? T : never;

/**
 * What others do at once with mine. Where they take out and put in beside each other, unseen, effects do not tell on
 * which side of the gap the new one is.
 */
const OTHERS: readonly { readonly what: readonly Turn["what"][]; readonly unseen: number }[] = [
  { what: ["insert", "append", "set", "label"], unseen: 4 },
  { what: ["remove", "set", "label"], unseen: 4 },
  { what: ["move", "set", "label"], unseen: 0 },
];

test(
  "[Y21] while others change a list, my waiting index ops show what the registry will make of them: their echo moves nothing",
  () => {
    let echoes = 0;
    const { numRuns, ...rest } = volume(2000, 200_000);
    fc.assert(
      fc.property(
        fc.array(anyTurn, { minLength: 2, maxLength: 12 }),
        fc.constantFrom(...OTHERS),
        (turns, others) => {
          const played = turns.filter(({ who, what }) => who === ME || others.what.includes(what));
          echoes += playOut(
            played.map((turn) => ({ ...turn, unseen: Math.min(turn.unseen, others.unseen) })),
          );
        },
      ),
      { numRuns, ...rest },
    );
    expect(echoes).toBeGreaterThan(numRuns);
  },
  PROPERTY_TIMEOUT_MS,
);

/** All of mine wait while the others' are committed; then mine are, one by one. Gives how many echoes were looked at. */
function playOut(turns: readonly Turn[]): number {
  const registry = createState({ nodes: { a: NODE }, edges: {} });
  const twins = createListTwins();
  twins.start(KEY, REF, NODE, 0);
  const waiting: Waiting[] = [];
  let length = NODE.data.l.length;
  for (const [tag, turn] of turns.entries()) {
    const ops = opsOf(turn, tag, turn.who === ME ? length : Number.POSITIVE_INFINITY);
    if (turn.who === ME) {
      if (ops.length > 0) waiting.push({ ts: turn.ts, ops });
      length += ops.length === 0 ? 0 : GROWTH[turn.what];
    } else hear(twins, judge(registry, { ...turn, ops, base: Math.max(0, registry.version - turn.unseen) }));
  }
  let echoes = 0;
  while (waiting.length > 0) {
    const before = shown(twins, waiting, registry.version);
    const { ts, ops } = waiting.shift() as Waiting;
    const judged = judge(registry, { who: ME, ts, ops, base: 0 });
    hear(twins, judged, { ts, ops }, valueOf(registry, REF));
    const wasKept = judged.kind !== "error" && judged.outcome.ops.every(({ status }) => status === "merged");
    // A refusal takes its value off the screen, and the frame of what follows with it.
    if (!wasKept) break;
    expect(shown(twins, waiting, registry.version)).toEqual(before);
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

/** As the registry does, which gets it later than anybody made anything. */
function judge(state: SopState, { who, ts, base, ops }: Made): Judgement {
  return commit(state, { id: "", peer: who, base, ts, ops, atomic: false }, contextAt(1000));
}

type Waiting = Pick<Made, "ts" | "ops">;

function hear(twins: ListTwins, judged: Judgement, mine?: Waiting, now?: JsonObject): void {
  if (judged.kind !== "committed") return;
  const { version, peer, ts, effects } = judged.row;
  const what = { version, peer, ts, ops: effects };
  const [layer] = mine === undefined ? [] : layersOf([mine]);
  if (layer === undefined) twins.committed(KEY, what);
  else twins.judged(KEY, what, layer, now);
}

function shown(twins: ListTwins, waiting: readonly Waiting[], version: number) {
  return twins.lay(KEY, ME, layersOf(waiting), version);
}

function layersOf(waiting: readonly Waiting[]): Layer[] {
  return waiting.flatMap(({ ts, ops }) =>
    [...opsByEntity(ops).values()].map((entity) => ({ base: 0, ts, entity })),
  );
}

/** What each does to the length of its list. */
const GROWTH: Readonly<Record<Turn["what"], number>> = {
  insert: 1,
  append: 1,
  remove: -1,
  set: 0,
  move: 0,
  label: 0,
};

/** None where there is no such place in a list of this length. */
function opsOf({ what, at, to }: Turn, tag: number, length: number): PatchOp[] {
  const value = `${tag}`;
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
  }
}
