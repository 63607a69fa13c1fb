import type { Node, NodeType } from "#schemas/graph/node.ts";

/** Everything that a node says, as text for the clipboard. */
export function nodeText({ type, data }: Node): string {
  return TEXTS[type](data as never)
    .filter((line) => line.trim() !== "")
    .join("\n");
}

type Texts = { readonly [T in NodeType]: (data: Extract<Node, { type: T }>["data"]) => string[] };

const TEXTS: Texts = {
  step: ({ step, instruction, criteria = {}, tool_suggestions = [] }) => [
    step,
    instruction,
    ...pairs(criteria),
    ...tool_suggestions.map(({ name, when }) => `${name}: ${when}`),
  ],
  condition: ({ field, conditions = {}, criteria = {} }) => [
    field,
    ...Object.entries(conditions).map(
      ([key, { action, sla_min }]) =>
        `${key}: ${action}${sla_min === undefined ? "" : ` (${sla_min} minutes)`}`,
    ),
    ...pairs(criteria),
  ],
  tool: ({ name, when, input_template }) => [
    name,
    when,
    input_template === undefined ? "" : JSON.stringify(input_template, null, 2),
  ],
};

function pairs(record: Readonly<Record<string, string>>): string[] {
  return Object.entries(record).map(([key, value]) => `${key}: ${value}`);
}
