import { describe, expect, test } from "bun:test";
import { SOP_RULES } from "#schemas/graph/rules.ts";
import type { JsonObject } from "#schemas/json.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { addOp, makePatch, removeOp, replaceOp } from "#tests/support/builders.ts";
import { createWorld, currentGraph, submit } from "#tests/support/model.ts";

const STEP = "/nodes/s1/data";

const VALID: Readonly<Record<string, PatchOp>> = {
  "a step's text": replaceOp(`${STEP}/instruction`, "Breathe out"),
  "a step's criteria": addOp(`${STEP}/criteria`, { calm: "pulse below 80" }),
  "a tool suggestion": addOp(`${STEP}/tool_suggestions`, [{ name: "timer", when: "always" }]),
  "a condition": addOp(
    "/nodes/c1",
    node("c1", "condition", { field: "mood", conditions: { bad: { action: "wait", sla_min: 5 } } }),
  ),
  "a tool with a free template": addOp(
    "/nodes/t1",
    node("t1", "tool", { name: "n", when: "w", input_template: { any: [{ thing: null }] } }),
  ),
  "a description and tags": addOp("/tags", ["one", "two"]),
  "an edge with handles and a label": addOp("/edges/e", {
    id: "e",
    source: "s1",
    target: "s2",
    sourceHandle: "out",
    label: "then",
  }),
};

const INVALID: Readonly<Record<string, PatchOp>> = {
  "an unknown member of a node": addOp("/nodes/s1/color", "red"),
  "an unknown member of its data": addOp(`${STEP}/color`, "red"),
  "an unknown type": addOp("/nodes/x", node("x", "loop", {})),
  "a step without instruction": removeOp(`${STEP}/instruction`),
  "a position without y": removeOp("/nodes/s1/position/y"),
  "a position as text": replaceOp("/nodes/s1/position/x", "12"),
  "a number for a text": replaceOp(`${STEP}/step`, 7),
  "another type's data": replaceOp(STEP, { name: "n", when: "w" }),
  "an unknown member of an edge": addOp("/edges/e", { id: "e", source: "s1", target: "s2", weight: 1 }),
  "a member of the graph that nobody knows": addOp("/color", "red"),
  "an empty name": replaceOp("/name", ""),
  "a name too long": replaceOp("/name", "x".repeat(201)),
  "no domain": removeOp("/domain"),
  "tags that are no texts": addOp("/tags", [1]),
};

describe("the shapes of a SOP, through a commit", () => {
  for (const [name, op] of Object.entries(VALID)) {
    test(`[D1][D2] takes ${name}`, () => {
      expect(sendOne(op)).toMatchObject({ kind: "committed", outcome: { ops: [] } });
    });
  }
  for (const [name, op] of Object.entries(INVALID)) {
    test(`[D1][D2][O2] refuses ${name}`, () => {
      expect(sendOne(op)).toMatchObject({
        kind: "unchanged",
        outcome: { ops: [{ status: "rejected", code: "invalid" }] },
      });
    });
  }
});

function sendOne(op: PatchOp) {
  const world = createWorld(sop(), { rules: SOP_RULES });
  const reply = submit(world, makePatch([op]), 1000);
  if (reply.kind === "unchanged") expect(currentGraph(world)).toEqual(sop());
  return reply;
}

function sop(): GraphView {
  const data = { step: "1", instruction: "Breathe in" };
  return {
    name: "g",
    domain: "d",
    nodes: { s1: node("s1", "step", data), s2: node("s2", "step", data) },
    edges: {},
  };
}

function node(id: string, type: string, data: JsonObject): JsonObject {
  return { id, type, position: { x: 0, y: 0 }, data };
}
