import type { Json } from "#schemas/json.ts";

/** The graph that a run begins with: one node of each type, joined, and a list to disagree about. */
export const SEED_GRAPH = {
  name: "Refund",
  domain: "support",
  tags: ["alpha", "beta"],
  nodes: {
    s: stepOf("s", 0),
    c: {
      id: "c",
      type: "condition",
      position: { x: 200, y: 0 },
      data: { field: "amount", conditions: { high: { action: "escalate" } } },
    },
    t: toolOf("t", 400),
    u: stepOf("u", 600),
  },
  edges: {
    "s-c": { id: "s-c", source: "s", target: "c", sourceHandle: "out" },
    "c-t": { id: "c-t", source: "c", target: "t" },
    "t-u": { id: "t-u", source: "t", target: "u", label: "then" },
  },
} as const;

/** A step under an id. */
export function stepOf(id: string, x: number) {
  return {
    id,
    type: "step",
    position: { x, y: 0 },
    data: { step: id, instruction: `Do ${id}`, criteria: { ok: "yes" } },
  };
}

/** A tool whose template holds a list and a container, the free JSON of a graph. */
export function toolOf(id: string, x: number) {
  const input_template: Json = { list: [`${id}.1`, `${id}.2`, `${id}.3`], cfg: { k: 1, m: 2 } };
  return { id, type: "tool", position: { x, y: 0 }, data: { name: id, when: "always", input_template } };
}
