import { describe, expect, test } from "bun:test";
import type { NoticeDraft, Outcome } from "#schemas/change/types.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import {
  addOp,
  makeNode,
  makePatch,
  moveOp,
  removeOp,
  replaceOp,
  scenarioGraph,
  testOp,
} from "#tests/support/builders.ts";
import { createWorld, submit } from "#tests/support/model.ts";
import type { World } from "#tests/support/model.ts";

const EDGE_X = { id: "x", source: "a", target: "c" };
const LIST = "/nodes/a/data/l";

/** B's edit, then what A did without having seen it, and what B is told. */
const NOTICES: readonly (readonly [
  edit: PatchOp,
  undoing: PatchOp,
  told: Pick<NoticeDraft, "code" | "path" | "detail">,
])[] = [
  [
    replaceOp("/nodes/a/data/label", "Q"),
    removeOp("/nodes/a"),
    { code: "discarded", path: "/nodes/a/data/label", detail: { op: "replace", value: "Q" } },
  ],
  [
    addOp("/edges/x", EDGE_X),
    removeOp("/nodes/c"),
    { code: "edge_rejected", path: "/edges/x", detail: { op: "add", value: EDGE_X } },
  ],
  [
    replaceOp("/edges/e1/target", "c"),
    removeOp("/nodes/c"),
    { code: "retarget_rejected", path: "/edges/e1/target", detail: { op: "replace", value: "c" } },
  ],
  [
    replaceOp("/nodes/a/data/cfg/k", 5),
    removeOp("/nodes/a/data/cfg"),
    { code: "overwritten", path: "/nodes/a/data/cfg/k", detail: { op: "replace", value: 5 } },
  ],
  [
    replaceOp("/edges/e1/sourceHandle", "h9"),
    replaceOp("/edges/e1/source", "c"),
    { code: "handle_void", path: "/edges/e1/sourceHandle", detail: { op: "replace", value: "h9" } },
  ],
];

describe("notices", () => {
  for (const [edit, undoing, told] of NOTICES) {
    test(`[O5] ${told.code}: names the author, the undone version, the place, who did it, and what was lost`, () => {
      const world = createWorld(scenarioGraph());
      send(world, [edit], { peer: "B", ts: 20 });
      send(world, [undoing], { peer: "A", ts: 10 });
      expect(world.notices).toHaveLength(1);
      expect(world.notices[0]).toMatchObject({ to: "B", undone: 1, by: { peer: "A", version: 2 }, ...told });
    });
  }

  test("[O5] a move that is undone is told once, though it left one place and took another", () => {
    const world = createWorld(scenarioGraph());
    send(world, [moveOp(`${LIST}/0`, `${LIST}/1`)], { peer: "B", ts: 10 });
    send(world, [replaceOp(LIST, ["z"])], { peer: "A", ts: 20 });
    expect(world.notices).toHaveLength(1);
    expect(world.notices[0]).toMatchObject({ to: "B", undone: 1, code: "overwritten" });
  });

  test("[O5] nobody is told of what they undid themselves, in a patch in flight or in the same one", () => {
    const world = createWorld(scenarioGraph());
    send(world, [replaceOp("/nodes/a/data/label", "X"), addOp(`${LIST}/0`, "n")]);
    send(world, [replaceOp("/nodes/a/data", { label: "D" }), removeOp("/nodes/a")]);
    expect(world.notices).toEqual([]);
  });
});

/** A's edit, then B's on base 0, how it fares, and through whom. */
const CULPRITS: readonly (readonly [
  first: PatchOp,
  second: PatchOp,
  fate: Partial<Outcome["ops"][number]>,
])[] = [
  [removeOp("/nodes/a"), replaceOp("/nodes/a/data/label", "Q"), { code: "deleted" }],
  [removeOp("/nodes/c"), addOp("/edges/x", EDGE_X), { code: "dangling_edge" }],
  [removeOp("/nodes/a/data/cfg"), replaceOp("/nodes/a/data/cfg/k", 5), { code: "container_gone" }],
  [replaceOp("/edges/e1/source", "c"), replaceOp("/edges/e1/sourceHandle", "h"), { code: "stale_endpoint" }],
  [
    addOp("/nodes/n", makeNode("n", "one")),
    addOp("/nodes/n", makeNode("n", "two")),
    { code: "duplicate_id" },
  ],
  [removeOp(`${LIST}/0`), replaceOp(`${LIST}/0`, "P"), { code: "element_deleted" }],
  [replaceOp(LIST, ["z"]), removeOp(`${LIST}/0`), { code: "list_replaced" }],
  [replaceOp("/name", "newer"), replaceOp("/name", "older"), { status: "superseded" }],
];

describe("outcomes", () => {
  for (const [first, second, fate] of CULPRITS) {
    test(`[O1] ${fate.code ?? fate.status} says whose write is the cause`, () => {
      const world = createWorld(scenarioGraph());
      send(world, [first], { peer: "A", ts: fate.status === "superseded" ? 30 : 10 });
      const outcome = send(world, [second], { peer: "B", ts: 20 });
      expect(outcome.ops).toHaveLength(1);
      expect(outcome.ops[0]).toMatchObject({ op: 0, ...fate, by: { peer: "A", version: 1 } });
    });
  }

  test("[T10] node_locked says who holds it", () => {
    const world = createWorld(scenarioGraph());
    world.locks.set("a", "H");
    const outcome = send(world, [
      replaceOp("/nodes/b/data/label", "B2"),
      replaceOp("/nodes/a/data/label", "A2"),
    ]);
    expect(outcome.ops).toHaveLength(1);
    expect(outcome.ops[0]).toMatchObject({ op: 1, code: "node_locked", by: { peer: "H", version: null } });
  });

  test("[T11] test_failed says what is there", () => {
    const outcome = send(createWorld(scenarioGraph()), [
      testOp("/nodes/a/data/label", "Z"),
      replaceOp("/name", "X"),
    ]);
    expect(outcome).toMatchObject({
      version: null,
      code: "test_failed",
      ops: [{ op: 0, code: "test_failed", value: "A" }],
    });
  });

  test("[O2][T4] a return that loses to a removal names the one that its author had not seen", () => {
    const world = createWorld(scenarioGraph());
    send(world, [removeOp("/nodes/a")], { peer: "A", ts: 10 });
    send(world, [removeOp("/nodes/a")], { peer: "B", ts: 90 });
    const back = addOp("/nodes/a", makeNode("a"));
    const outcome = send(world, [back], { peer: "A", base: 1, ts: 50 });
    expect(outcome.ops).toMatchObject([{ status: "superseded", by: { peer: "B", version: 2 } }]);
  });

  test("[N7] a refused part of a whole replace shows its own place under the same op", () => {
    const world = createWorld(scenarioGraph());
    world.locks.set("a", "H");
    const nodes = { a: makeNode("a", "W"), b: makeNode("b", "W"), c: makeNode("c") };
    const outcome = send(world, [replaceOp("/nodes", nodes)]);
    expect(outcome.ops).toHaveLength(1);
    expect(outcome.ops[0]).toMatchObject({ op: 0, path: "/nodes/a/data/label", code: "node_locked" });
    const whole = send(world, [replaceOp("/nodes", nodes)], { id: "again", atomic: true, peer: "C" });
    expect(whole.code).toBe("atomic_abort");
  });
});

function send(world: World, ops: readonly PatchOp[], parts: Parameters<typeof makePatch>[1] = {}): Outcome {
  const patch = makePatch(ops, { id: `p${world.results.size}`, ...parts });
  const reply = submit(world, patch, 1000 + world.results.size);
  if (reply.kind === "error") throw new Error(reply.message);
  return reply.outcome;
}
