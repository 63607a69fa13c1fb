import { describe, expect, test } from "bun:test";
import specCases from "json-patch-test-suite/spec_tests.json";
import cases from "json-patch-test-suite/tests.json";
import { SOP_RULES } from "#schemas/graph/rules.ts";
import type { Json } from "#schemas/json.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { makePatch } from "#tests/support/builders.ts";
import { createWorld, currentGraph, submit } from "#tests/support/model.ts";
import type { Reply } from "#tests/support/model.ts";
import { valueAt } from "#tests/support/same-json.ts";

/** A case of github.com/json-patch/json-patch-tests. */
interface SuiteCase {
  readonly comment?: string;
  readonly doc: Json;
  readonly patch: readonly Readonly<Record<string, Json>>[];
  readonly expected?: Json;
  readonly error?: string;
  readonly disabled?: boolean;
}

/** Where the case's document lies: free JSON in a valid SOP. */
const DOC = "/nodes/t/data/input_template/doc";

/** Cases that say something else here, each with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "duplicate ops":
    "an op with two members of one name: whoever parses JSON keeps the last, which is a fine move",
};

const SUITES = { "tests.json": cases, "spec_tests.json": specCases } as unknown as Readonly<
  Record<string, readonly SuiteCase[]>
>;

for (const [name, suite] of Object.entries(SUITES)) {
  describe(`the official cases of ${name}`, () => {
    suite.forEach((one, i) => {
      const title = one.comment ?? JSON.stringify(one.patch);
      if (one.comment !== undefined && Object.hasOwn(EXCEPTIONS, one.comment)) return;
      test(`[N8][T11][I4] ${i}: ${title}`, () => playCase(one));
    });
  });
}

test("[N5] of two `op` members the last counts: it is a move, and it applies", () => {
  const one = cases.find(({ comment }) => comment === "duplicate ops") as unknown as SuiteCase;
  const { reply, doc } = send(one);
  expect(Object.keys(EXCEPTIONS)).toEqual(["duplicate ops"]);
  expect(one.disabled).toBe(true);
  expect(reply.kind).toBe("committed");
  expect(doc).toEqual({ baz: "bar" });
});

function playCase(one: SuiteCase): void {
  const { reply, doc } = send(one);
  if (one.error === undefined) {
    expect(reply).not.toHaveProperty("outcome.code");
    expect(["committed", "unchanged"]).toContain(reply.kind);
    expect(doc).toEqual(one.expected ?? one.doc);
  } else {
    expect(isRefusal(reply)).toBe(true);
    expect(doc).toEqual(one.doc);
  }
}

function send(one: SuiteCase): { reply: Reply; doc: Json | undefined } {
  const world = createWorld(graphWith(one.doc), { rules: SOP_RULES });
  const ops = one.patch.map(prefixPaths) as unknown as readonly PatchOp[];
  const reply = submit(world, makePatch(ops, { atomic: true }), 1000);
  return { reply, doc: valueAt(currentGraph(world), DOC) };
}

function prefixPaths(op: Readonly<Record<string, Json>>): Record<string, Json> {
  const prefixed = (key: string) => (typeof op[key] === "string" ? { [key]: DOC + op[key] } : {});
  return { ...op, ...prefixed("path"), ...prefixed("from") };
}

function isRefusal(reply: Reply): boolean {
  if (reply.kind === "error") return reply.code === "malformed";
  return reply.outcome.code === "atomic_abort" || reply.outcome.code === "test_failed";
}

function graphWith(doc: Json): GraphView {
  const data = { name: "tool", when: "always", input_template: { doc } };
  return {
    name: "g",
    domain: "d",
    nodes: { t: { id: "t", type: "tool", position: { x: 0, y: 0 }, data } },
    edges: {},
  };
}
