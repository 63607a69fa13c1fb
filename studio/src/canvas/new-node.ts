import type { Place } from "#schemas/convert/layout.ts";
import type { Node, NodeType } from "#schemas/graph/node.ts";

/** A node of a type, ready to be written in; its name is none of `names`. */
export function newNode(id: string, type: NodeType, position: Place, names: ReadonlySet<string>): Node {
  const { x, y } = position;
  return { id, type, position: { x, y }, data: BLANK[type](freshName(FIRST_NAMES[type], names)) } as Node;
}

type Blank = { readonly [T in NodeType]: (name: string) => Extract<Node, { type: T }>["data"] };

const BLANK: Blank = {
  step: (step) => ({ step, instruction: "" }),
  condition: (field) => ({ field, conditions: { yes: { action: "" }, no: { action: "" } } }),
  tool: (name) => ({ name, when: "" }),
};

const FIRST_NAMES: Readonly<Record<NodeType, string>> = {
  step: "New step",
  condition: "New condition",
  tool: "New tool",
};

/** Two steps of one name would be one to whoever reads an action. */
function freshName(name: string, names: ReadonlySet<string>): string {
  for (let i = 1; ; i++) {
    const fresh = i === 1 ? name : `${name} ${i}`;
    if (!names.has(fresh)) return fresh;
  }
}
