import { expect, test } from "bun:test";
import fc from "fast-check";
import { commit } from "#schemas/change/commit.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { createState, type SopState, valueOf } from "#schemas/change/state.ts";
import { opsByEntity } from "#studio/sync/core/laid-op.ts";
import { contextAt, layOneByOne, layTogether, type Layer } from "#studio/sync/core/lay-layers.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";

const REF = { kind: "node", id: "a" } as const;
const LIST = "/nodes/a/data/l";
const NODE = { id: "a", type: "t", position: { x: 0, y: 0 }, data: { l: ["p", "q", "r"], label: "A" } };

/** An op of somebody else, or of mine, who had seen all but so many of theirs. */
const anyTurn = fc.record({
  isMine: fc.boolean(),
  unseen: fc.nat(3),
  what: fc.constantFrom("insert", "append", "remove", "set", "move", "label", "list", "node", "again"),
  at: fc.nat(7),
  to: fc.nat(7),
});
type Turn = typeof anyTurn extends fc.Arbitrary<infer T> ? T : never;

test(
  "[Y21] own patches that are laid together show what they show one by one",
  () => {
    let together = 0;
    const check = (turns: readonly Turn[]): void => {
      const layers = layersOf(turns);
      const [one, other] = [stateAfter(turns), stateAfter(turns)];
      if (!layTogether(one, layers)) return;
      layOneByOne(other, layers);
      expect(valueOf(one, REF)).toEqual(valueOf(other, REF));
      if (layers.length > 1) together++;
    };
    const { numRuns, ...rest } = volume(1000, 200_000);
    fc.assert(fc.property(fc.array(anyTurn, { maxLength: 10 }), check), { numRuns, ...rest });
    expect(together).toBeGreaterThan(numRuns / 20);
  },
  PROPERTY_TIMEOUT_MS,
);

/** What others did, one version each. */
function stateAfter(turns: readonly Turn[]): SopState {
  const state = createState({ nodes: { a: NODE }, edges: {} });
  for (const [ts, turn] of turns.entries()) {
    if (turn.isMine) continue;
    const patch = { id: "", peer: "bob/tab", base: state.version, ts, ops: opsOf(turn, ts), atomic: false };
    const { version } = state;
    commit(state, patch, contextAt(ts));
    state.version = version + 1;
  }
  return state;
}

/** My patches, each on what I had seen then. */
function layersOf(turns: readonly Turn[]): Layer[] {
  let version = 0;
  let base = 0;
  return turns.flatMap((turn, at) => {
    if (!turn.isMine) {
      version++;
      return [];
    }
    base = Math.max(base, version - turn.unseen);
    return [...opsByEntity(opsOf(turn, at)).values()].map((entity) => ({ base, entity }));
  });
}

function opsOf({ what, at, to }: Turn, tag: number): PatchOp[] {
  const value = `${tag}`;
  switch (what) {
    case "insert":
      return [{ op: "add", path: `${LIST}/${at}`, value }];
    case "append":
      return [{ op: "add", path: `${LIST}/-`, value }];
    case "remove":
      return [{ op: "remove", path: `${LIST}/${at}` }];
    case "set":
      return [{ op: "replace", path: `${LIST}/${at}`, value }];
    case "move":
      return [{ op: "move", from: `${LIST}/${at}`, path: `${LIST}/${to}` }];
    case "label":
      return [{ op: "replace", path: "/nodes/a/data/label", value }];
    case "list":
      return [{ op: "replace", path: LIST, value: ["x", "y", value] }];
    case "node":
      return at > 1 ? [] : [{ op: "remove", path: "/nodes/a" }];
    case "again":
      return at > 1 ? [] : [{ op: "add", path: "/nodes/a", value: NODE }];
  }
}
