import { describe, expect, test } from "bun:test";
import { commit } from "#schemas/change/commit.ts";
import { toSnapshot } from "#schemas/change/snapshot-codec.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import {
  addOp,
  copyOp,
  makeNode,
  makePatch,
  moveOp,
  removeOp,
  replaceOp,
  scenarioGraph,
  testOp,
} from "#tests/support/builders.ts";
import { contextFor, createWorld, currentGraph, submit } from "#tests/support/model.ts";
import type { World } from "#tests/support/model.ts";
import { firstDifference, valueAt } from "#tests/support/same-json.ts";

const X = "/nodes/a/data/x";
const LIST = "/nodes/a/data/l";
const KIB = 1024;

const MALFORMED: Readonly<Record<string, unknown>> = {
  "a pointer without a slash": replaceOp("nodes/a/data/label", "x"),
  "a pointer with a bad escape": replaceOp("/nodes/a/data/~2", "x"),
  "a pointer that ends in a tilde": replaceOp("/nodes/a/data/x~", "x"),
  "a bad pointer to copy from": copyOp("nodes/a", X),
  "a pointer that is a number": { op: "remove", path: 7 },
  "no pointer": { op: "remove" },
  "an unknown op": { op: "spam", path: X, value: 1 },
  "an op named constructor": { op: "constructor", path: X, value: 1 },
  "an op named __proto__": { op: "__proto__", path: X, value: 1 },
  "an op named toString": { op: "toString", path: X, value: 1 },
  "no op": { path: X, value: 1 },
  "a text for an op": "add",
  "add without a value": { op: "add", path: X },
  "replace without a value": { op: "replace", path: X },
  "test without a value": { op: "test", path: X },
  "move without from": { op: "move", path: X },
  "copy without from": { op: "copy", path: X },
  "__proto__ in a path": addOp("/nodes/a/data/__proto__/x", 1),
  "__proto__ as an id": addOp("/nodes/__proto__", makeNode("x")),
  "constructor at the root": addOp("/constructor", 1),
  "prototype at the end of a path": addOp("/nodes/a/data/prototype", 1),
  "a banned key to move from": moveOp("/nodes/a/data/constructor", X),
  "__proto__ in a value": addOp(X, JSON.parse('{"__proto__": {"polluted": true}}')),
  "constructor deep in a value": addOp(X, [{ y: [{ constructor: 1 }] }]),
  "prototype in a tested value": testOp(X, { prototype: 1 }),
  "__proto__ deep in a whole graph": replaceOp("", JSON.parse('{"nodes": {"__proto__": {}}, "edges": {}}')),
  "a number past all numbers": addOp(X, JSON.parse("1e999")),
  "such a number deep in a value": addOp(X, [{ y: JSON.parse("-1e999") }]),
};

const PAST_BOUNDS: Readonly<Record<string, () => unknown[]>> = {
  "10,000 ops": () => Array.from({ length: 10_000 }, () => replaceOp("/nodes/a/data/label", "x")),
  "one op too many": () => Array.from({ length: 1001 }, () => replaceOp("/nodes/a/data/label", "x")),
  "a pointer too long": () => [addOp(`/nodes/a/data/${"x".repeat(1024)}`, 1)],
  "a pointer too deep": () => [addOp(`/nodes/a/data${"/x".repeat(40)}`, 1)],
  "a value too deep": () => [addOp(X, nested(40))],
  "a value 100,000 deep": () => [addOp(X, nested(100_000))],
  "a tested value 100,000 deep": () => [testOp(X, nested(100_000))],
  "a value one byte too big": () => [addOp(X, "x".repeat(256 * KIB - 1))],
  "a value too big in UTF-8": () => [addOp(X, "é".repeat(128 * KIB))],
};

describe("syntax", () => {
  for (const [name, op] of Object.entries(MALFORMED)) {
    test(`[N1] malformed: ${name}`, () => expectError([op], "malformed"));
  }
  for (const [name, ops] of Object.entries(PAST_BOUNDS)) {
    test(`[N1] limit: ${name}`, () => expectError(ops(), "limit"));
  }

  test("[N1] one bad op refuses the good ones before it", () => {
    expectError([replaceOp("/nodes/a/data/label", "X"), { op: "spam", path: "" }], "malformed");
  });

  test("[N1] what lies just inside the bounds is taken", () => {
    const ops = Array.from({ length: 1000 }, () => replaceOp("/nodes/a/data/label", "x"));
    expect(send(createWorld(scenarioGraph()), ops).kind).toBe("committed");
    const big = addOp(X, "x".repeat(256 * KIB - 2));
    expect(send(createWorld(scenarioGraph()), [big])).toHaveProperty("outcome.ops", []);
    const long = addOp(`/nodes/a/data/${"x".repeat(1024 - "/nodes/a/data/".length)}`, 1);
    expect(send(createWorld(scenarioGraph()), [long])).toHaveProperty("outcome.ops", []);
    expect(send(createWorld(scenarioGraph()), [addOp(X, nested(20))])).toHaveProperty("outcome.ops", []);
  });
});

describe("names and indices", () => {
  test("[D4][N8] inherited names are no members", () => {
    const paths = [
      "/nodes/toString/position",
      "/nodes/a/data/valueOf",
      "/hasOwnProperty",
      "/edges/isPrototypeOf/label",
    ];
    for (const path of paths) {
      expect(send(createWorld(scenarioGraph()), [replaceOp(path, 1)])).toMatchObject(
        rejectedAs("path_not_found"),
      );
    }
  });

  test("[D4] inherited names are fine as ids and keys", () => {
    const world = createWorld(scenarioGraph());
    const ops = [addOp("/nodes/toString", makeNode("toString")), addOp("/nodes/a/data/valueOf", 1)];
    expect(send(world, ops)).toHaveProperty("outcome.ops", []);
    expect(send(world, [removeOp("/nodes/toString"), removeOp("/nodes/a/data/valueOf")], 1)).toHaveProperty(
      "outcome.ops",
      [],
    );
    expect(currentGraph(world)).toEqual(scenarioGraph());
  });

  test("[N2][N8] what is no index of RFC 6901 is not there", () => {
    for (const token of [
      "01",
      "-1",
      "+1",
      "1e0",
      " 1",
      "1.0",
      "length",
      "4294967296",
      "99999999999999999999",
    ]) {
      for (const op of [
        addOp(`${LIST}/${token}`, 1),
        replaceOp(`${LIST}/${token}`, 1),
        removeOp(`${LIST}/${token}`),
      ]) {
        expect(send(createWorld(scenarioGraph()), [op])).toMatchObject(rejectedAs("path_not_found"));
      }
    }
  });

  test("[N5] nothing moves into itself", () => {
    const world = createWorld(scenarioGraph());
    const reply = send(world, [moveOp("/nodes/a/data/cfg", "/nodes/a/data/cfg/x")]);
    expect(reply.kind === "error" || reply.outcome.ops[0]?.status === "rejected").toBe(true);
    expect(currentGraph(world)).toEqual(scenarioGraph());
  });
});

describe("what grows", () => {
  test("[O7][N1] copies of copies end at a bound", () => {
    const world = createWorld(scenarioGraph(), { limits: { graph_bytes: 100 * KIB } });
    const doubling = Array.from({ length: 60 }, (_, i) =>
      copyOp("/nodes/a/data/cfg", `/nodes/a/data/cfg/c${i}`),
    );
    const reply = send(world, doubling);
    expect(reply).toMatchObject(rejectedAs("limit"));
    expect(JSON.stringify(currentGraph(world)).length).toBeLessThanOrEqual(world.limits.graph_bytes);
  });

  test("[O7] a graph that is full takes removals, and then additions again", () => {
    const world = createWorld(scenarioGraph(), { limits: { graph_bytes: 1500 } });
    const filled = send(world, [addOp(X, "x".repeat(500)), addOp("/nodes/b/data/x", "y".repeat(500))]);
    expect(filled).toMatchObject(rejectedAs("limit"));
    expect(send(world, [removeOp(X)], 1)).toHaveProperty("outcome.ops", []);
    expect(send(world, [addOp("/nodes/b/data/x", "y".repeat(500))], 2)).toHaveProperty("outcome.ops", []);
  });
});

/** Judges ops in a fresh world, expects this error and an untouched state, then that a good patch works. */
function expectError(ops: readonly unknown[], code: "malformed" | "limit"): void {
  const world = createWorld(scenarioGraph());
  const before = structuredClone(toSnapshot(world.state));
  const patch = makePatch(ops as readonly PatchOp[]);
  expect(commit(world.state, patch, contextFor(world, patch, 1000))).toMatchObject({ kind: "error", code });
  expect(firstDifference(before, toSnapshot(world.state))).toBeUndefined();
  expect(send(world, [replaceOp("/nodes/a/data/label", "good")]).kind).toBe("committed");
  expect(valueAt(currentGraph(world), "/nodes/a/data/label")).toBe("good");
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
}

function send(world: World, ops: readonly unknown[], base = 0) {
  const id = `p${world.state.version}`;
  return submit(world, makePatch(ops as readonly PatchOp[], { id, base, ts: 10 + base }), 1000);
}

function rejectedAs(code: string) {
  return {
    outcome: { ops: expect.arrayContaining([expect.objectContaining({ status: "rejected", code })]) },
  };
}

function nested(levels: number): never {
  let value: unknown = 1;
  for (let i = 0; i < levels; i++) value = [value];
  return value as never;
}
