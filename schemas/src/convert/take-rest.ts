import type { Graph } from "../graph/graph.ts";
import type { ExpertSop, Item, ItemRest, UnitRest } from "./expert-sop.ts";

/** What a unit holds beyond the graph that was made of it; items without anything of the kind are left out. */
export function takeRest(unit: ExpertSop, graph: Graph): UnitRest {
  const { name: _name, domain: _domain, decision_tree, ...members } = unit;
  // One that is not of the graph's shape stays where it was.
  if (graph.description !== undefined) delete members["description"];
  if (graph.tags !== undefined) delete members["tags"];
  const items = decision_tree.flatMap((item, i) => {
    const rest = restOfItem(item);
    return Object.keys(rest).length === 0 ? [] : [[`s${i}`, rest] as const];
  });
  return { unit: members, items: Object.fromEntries(items) };
}

function restOfItem(item: Item): ItemRest {
  const { step: _step, instruction: _instruction, criteria: _criteria, ...others } = item;
  const { conditions = {}, tool_suggestions = [], ...members } = others;
  const branches = Object.entries(conditions).flatMap(([key, branch]) => {
    const { action: _action, sla_min: _sla, ...rest } = branch;
    return isEmpty(rest) ? [] : [[key, rest] as const];
  });
  const hasMore = tool_suggestions.some(({ name: _name, when: _when, ...more }) => !isEmpty(more));
  const rest: ItemRest = {};
  if (!isEmpty(members)) rest.members = members;
  if (branches.length > 0) rest.conditions = Object.fromEntries(branches);
  // All of them: of two that are equal but for these members the order tells.
  if (hasMore) rest.tool_suggestions = tool_suggestions;
  return rest;
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}
