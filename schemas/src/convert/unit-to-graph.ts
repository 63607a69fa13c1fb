import { checkGraph, type GraphFault } from "../graph/check-graph.ts";
import type { Edge } from "../graph/edge.ts";
import { Graph, META } from "../graph/graph.ts";
import type { Node } from "../graph/node.ts";
import type { Limits } from "../limits.ts";
import type { ExpertSop, Item, UnitRest } from "./expert-sop.ts";
import { layoutGraph } from "./layout.ts";
import { createRefs, type Refs } from "./refs.ts";
import { takeRest } from "./take-rest.ts";

/** A unit as a graph, and what the graph cannot hold of it. */
export interface UnitAsGraph {
  readonly graph: Graph;
  readonly rest: UnitRest;
}

/**
 * Item i becomes the step `s<i>`; its conditions the node `s<i>.c` with an edge `s<i>` → `s<i>.c`, and from there one
 * edge for each action that names a step, its `sourceHandle` the key. Laid out in the order of the items. A unit past
 * the bounds of a graph is a fault, as a value; one with a key that no document may hold too.
 */
export function unitToGraph(unit: ExpertSop, limits: Limits): UnitAsGraph | GraphFault {
  const refs = createRefs(unit.decision_tree.map((item) => item.step));
  const graph: Graph = { name: unit.name, domain: unit.domain, nodes: {}, edges: {} };
  const description = META.description.safeParse(unit["description"]);
  if (description.data !== undefined) graph.description = description.data;
  const tags = META.tags.safeParse(unit["tags"]);
  if (tags.data !== undefined) graph.tags = tags.data;
  for (const [i, item] of unit.decision_tree.entries()) {
    for (const node of nodesOf(item, i)) graph.nodes[node.id] = node;
    for (const edge of edgesOf(item, i, refs)) graph.edges[edge.id] = edge;
  }
  // Before the layout: its time is bounded by what a graph may hold.
  const fault = checkGraph(graph, limits);
  if (fault !== null) return fault;
  for (const [id, position] of Object.entries(layoutGraph(graph))) {
    const node = graph.nodes[id];
    if (node !== undefined) node.position = position;
  }
  return { graph, rest: takeRest(unit, graph) };
}

/** The nodes of an item; `y` keeps the order until they are laid out. */
function nodesOf(item: Item, i: number): Node[] {
  const { step, instruction, criteria, conditions, tool_suggestions } = item;
  const data: Extract<Node, { type: "step" }>["data"] = { step, instruction };
  if (criteria !== undefined) data.criteria = criteria;
  if (tool_suggestions !== undefined) {
    data.tool_suggestions = tool_suggestions.map(({ name, when }) => ({ name, when }));
  }
  const nodes: Node[] = [{ id: `s${i}`, type: "step", position: { x: 0, y: i }, data }];
  if (conditions === undefined) return nodes;
  const branches = Object.entries(conditions).map(([key, { action, sla_min }]) => {
    return [key, sla_min === undefined ? { action } : { action, sla_min }] as const;
  });
  // A unit has no word for what is decided here; the step's own name is the nearest.
  const decision = { field: step, conditions: Object.fromEntries(branches) };
  return [...nodes, { id: `s${i}.c`, type: "condition", position: { x: 0, y: i + 0.5 }, data: decision }];
}

function edgesOf(item: Item, i: number, refs: Refs): Edge[] {
  const following = (refs.read(item["next"]) ?? []).map((target) => {
    return { id: `s${i}-s${target}`, source: `s${i}`, target: `s${target}` };
  });
  if (item.conditions === undefined) return following;
  const branches = Object.entries(item.conditions).flatMap(([key, branch], k) => {
    const byName = refs.named(branch.action);
    const targets = refs.read(branch["next"]) ?? (byName === undefined ? [] : [byName]);
    return targets.map((target) => {
      const ends = { source: `s${i}.c`, target: `s${target}` };
      return { id: `s${i}.c.${k}-s${target}`, ...ends, sourceHandle: key };
    });
  });
  return [{ id: `s${i}-s${i}.c`, source: `s${i}`, target: `s${i}.c` }, ...following, ...branches];
}
