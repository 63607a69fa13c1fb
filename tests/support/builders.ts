import type { Json, JsonObject } from "#schemas/json.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView, Patch } from "#schemas/change/types.ts";

/** The graph under TRANSFORM's scenarios: nodes a, b, c; edges e1 a→b (`sourceHandle` "out") and e2 b→c. */
export function scenarioGraph(): GraphView {
  return {
    name: "g",
    nodes: { a: makeNode("a"), b: makeNode("b"), c: makeNode("c") },
    edges: {
      e1: { id: "e1", source: "a", target: "b", sourceHandle: "out" },
      e2: { id: "e2", source: "b", target: "c" },
    },
  };
}

/** A node of the scenarios under its id; `label` defaults to the id in capitals. */
export function makeNode(id: string, label: string = id.toUpperCase()): JsonObject {
  return {
    id,
    type: "t",
    position: { x: 0, y: 0 },
    data: { label, cfg: { k: 1, m: 2 }, l: ["p", "q", "r"] },
  };
}

/** A patch of peer A on version 0 at 10 ms, but for what `parts` says. */
export function makePatch(ops: readonly PatchOp[], parts: Partial<Omit<Patch, "ops">> = {}): Patch {
  return { id: "p", peer: "A", base: 0, ts: 10, atomic: false, ...parts, ops };
}

/** `replace` at a path. */
export function replaceOp(path: string, value: Json): PatchOp {
  return { op: "replace", path, value };
}

/** `add` at a path. */
export function addOp(path: string, value: Json): PatchOp {
  return { op: "add", path, value };
}

/** `remove` at a path. */
export function removeOp(path: string): PatchOp {
  return { op: "remove", path };
}

/** `move` from one path to another. */
export function moveOp(from: string, path: string): PatchOp {
  return { op: "move", from, path };
}

/** `copy` from one path to another. */
export function copyOp(from: string, path: string): PatchOp {
  return { op: "copy", from, path };
}

/** `test` at a path. */
export function testOp(path: string, value: Json): PatchOp {
  return { op: "test", path, value };
}
