import type { Graph } from "../graph/graph.ts";
import { linksOf } from "../graph/links.ts";
import { orderSteps } from "../graph/order.ts";
import type { ExpertSop, UnitRest } from "./expert-sop.ts";
import type { Reading } from "./reading.ts";
import { createRefs } from "./refs.ts";
import { stepToItem } from "./step-to-item.ts";

/**
 * A graph as a unit, together with what was kept beside it. Steps come in reading order; a tool node joined to a step is
 * one of its suggestions. A unit that became a graph comes back as it was. What no unit can say is left out: places,
 * ids, labels, and what no step leads to.
 */
export function graphToUnit(graph: Graph, rest: UnitRest): ExpertSop {
  const steps = orderSteps(graph);
  const indexById = new Map(steps.map((step, i) => [step.id, i]));
  const names = steps.map((step) => step.data.step);
  const reading: Reading = {
    graph,
    links: linksOf(Object.values(graph.edges)),
    names,
    refs: createRefs(names),
    indexOf: (id) => indexById.get(id),
  };
  const decision_tree = steps.map((step) => {
    return stepToItem(step, Object.hasOwn(rest.items, step.id) ? (rest.items[step.id] ?? {}) : {}, reading);
  });
  const { "@context": context, id, ...members } = rest.unit;
  const { name, domain, description, tags } = graph;
  return {
    ...(context !== undefined && { "@context": context }),
    ...(id !== undefined && { id }),
    ...members,
    "@type": "ExpertSOP",
    name,
    domain,
    ...(description !== undefined && { description }),
    ...(tags !== undefined && { tags }),
    decision_tree,
  };
}
