import { isObject, type Json, type JsonObject } from "#schemas/json.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import { targetOf, type Target } from "#schemas/change/target.ts";

/** How what is named by ids is called. */
export interface Names {
  /** In quotes. */
  readonly node: (id: string) => string;
  readonly edge: (id: string) => JsonObject | undefined;
}

/** What a change is, for who made it: "the instruction of “Triage”", "removing “Triage” and 2 other changes". */
export function describeOps(ops: readonly PatchOp[], names: Names): string {
  const [first = "nothing", ...rest] = new Set(ops.map((op) => describeOp(op, names)));
  if (rest.length === 0) return first;
  return `${first} and ${rest.length === 1 ? "another change" : `${rest.length} other changes`}`;
}

/** What people call the places inside a node or an edge. */
const PLACES: Readonly<Record<string, string>> = {
  step: "name",
  name: "name",
  field: "field",
  instruction: "instruction",
  criteria: "criteria",
  conditions: "branches",
  tool_suggestions: "suggested tools",
  when: "“when”",
  input_template: "input template",
  label: "label",
  sourceHandle: "branch",
  source: "start",
  target: "end",
  position: "place",
  domain: "domain",
  description: "description",
  tags: "tags",
};

/** One of several in such a place. */
const MEMBERS: Readonly<Record<string, string>> = {
  criteria: "criterion",
  conditions: "branch",
  input_template: "input template’s",
};

/** What people call the place that a path leads to: "instruction"; null: a node, an edge or the SOP as a whole. */
export function describePlace(path: string): string | null {
  const target = targetOf(parsePointer(path) ?? []);
  return target.kind === "inside" ? placeWords(target.tokens) : null;
}

function placeWords(tokens: readonly string[]): string {
  const [field = "", ...deeper] = tokens[0] === "data" ? tokens.slice(1) : tokens;
  const words = PLACES[field] ?? field;
  const [key] = deeper;
  const member = MEMBERS[field];
  return member !== undefined && key !== undefined ? `${member} “${key}”` : words;
}

function describeOp(op: PatchOp, names: Names): string {
  const target = targetOf(parsePointer(op.path) ?? []);
  const value = "value" in op ? op.value : undefined;
  switch (target.kind) {
    case "whole":
      return "the whole SOP";
    case "entity":
      return describeEntity(op.op, target, value, names);
    case "inside": {
      const { kind, id } = target.ref;
      const place = placeWords(target.tokens);
      if (kind === "meta") return `the SOP’s ${place}`;
      if (kind === "node") return `the ${place} of ${names.node(id)}`;
      return `the ${place} of ${connection(names.edge(id), names)}`;
    }
  }
}

function describeEntity(
  op: PatchOp["op"],
  { ref }: Extract<Target, { kind: "entity" }>,
  value: Json | undefined,
  names: Names,
): string {
  const isNode = ref.kind === "node";
  const added = isObject(value) ? value : undefined;
  const what = isNode ? names.node(ref.id) : connection(added ?? names.edge(ref.id), names);
  if (op === "remove") return `removing ${what}`;
  return op === "add" && isNode ? `adding ${what}` : what;
}

function connection(edge: JsonObject | undefined, names: Names): string {
  if (typeof edge?.["source"] !== "string" || typeof edge["target"] !== "string") return "a connection";
  return `the connection from ${names.node(edge["source"])} to ${names.node(edge["target"])}`;
}
