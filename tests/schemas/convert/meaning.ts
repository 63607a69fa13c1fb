import type { Graph } from "#schemas/graph/graph.ts";
import type { Node } from "#schemas/graph/node.ts";

/**
 * What a graph tells whoever works by it, as far as a unit can say it, read with other means than the conversion:
 * the steps in reading order, and for each its name, instruction, criteria, tools, the steps that follow, and its branches
 * with action, minutes and targets. An action that is only the name of a step says nothing beside its edge. Conditions
 * that a step leads to are the step's own: of two with one key the lower one's is numbered.
 */
export function meaningOf(graph: Graph) {
  const nodes = Object.values(graph.nodes).sort(inReadingOrder);
  const edges = Object.values(graph.edges);
  const steps = nodes.filter((node) => node.type === "step");
  const names = new Set(steps.map((step) => step.data.step));
  const rank = (id: string) => steps.findIndex((step) => step.id === id);
  const ranks = (ids: string[]) => [...new Set(ids.map(rank))].filter((i) => i >= 0).sort((a, b) => a - b);

  return steps.map((step) => {
    const after = (id: string) => edges.some((edge) => edge.source === step.id && edge.target === id);
    const joined = (id: string) =>
      after(id) || edges.some((edge) => edge.source === id && edge.target === step.id);
    const criteria: [string, string][] = Object.entries(step.data.criteria ?? {});
    const branches: [string, object][] = [];
    const tools: unknown[] = [...(step.data.tool_suggestions ?? [])];
    for (const node of nodes) {
      if (node.type === "tool" && joined(node.id)) tools.push({ name: node.data.name, when: node.data.when });
      if (node.type !== "condition" || !after(node.id)) continue;
      for (const [key, text] of Object.entries(node.data.criteria ?? {}))
        if (criteria.find(([taken]) => taken === key)?.[1] !== text)
          criteria.push([unused(criteria, key), text]);
      const declared = node.data.conditions ?? {};
      const out = edges.filter((edge) => edge.source === node.id);
      const ways = out.map((edge) => {
        const { sourceHandle: handle, label, target } = edge;
        const isDeclared = handle !== undefined && Object.keys(declared).includes(handle);
        return { key: handle || isDeclared ? (handle ?? "") : label || "otherwise", target };
      });
      const to = (key: string) => ranks(ways.filter((way) => way.key === key).map((way) => way.target));
      for (const [key, { action, sla_min }] of Object.entries(declared)) {
        const text = names.has(action) ? null : action;
        branches.push([unused(branches, key), { text, sla_min, to: to(key) }]);
      }
      for (const key of new Set(ways.map((way) => way.key))) {
        if (Object.keys(declared).includes(key) || to(key).length === 0) continue;
        branches.push([unused(branches, key), { text: null, sla_min: undefined, to: to(key) }]);
      }
    }
    return {
      name: step.data.step,
      instruction: step.data.instruction,
      criteria: Object.fromEntries(criteria),
      branches: Object.fromEntries(branches),
      tools: tools.map((tool) => only(tool as { name: string; when: string })),
      next: ranks(edges.filter((edge) => edge.source === step.id).map((edge) => edge.target)),
    };
  });
}

function inReadingOrder(a: Node, b: Node): number {
  if (a.position.y !== b.position.y) return a.position.y - b.position.y;
  if (a.position.x !== b.position.x) return a.position.x - b.position.x;
  return a.id < b.id ? -1 : 1;
}

function unused(taken: readonly (readonly [string, unknown])[], key: string): string {
  const keys = taken.map(([name]) => name);
  let name = key;
  for (let n = 2; keys.includes(name); n++) name = `${key} (${n})`;
  return name;
}

function only({ name, when }: { name: string; when: string }) {
  return { name, when };
}
