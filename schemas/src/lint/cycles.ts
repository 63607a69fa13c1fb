import type { Finding } from "./finding.ts";
import { nameOf, type Sheet } from "./sheet.ts";

/** Groups of nodes from each of which a way leads back to it; a loop may be meant, and should have an end then. */
export function findLoops(sheet: Sheet): Finding[] {
  const groupById = groupByLoop(sheet);
  const inside = sheet.edges.filter(({ source, target }) => groupById.get(source) === groupById.get(target));
  const edgesByGroup = Map.groupBy(inside, (edge) => groupById.get(edge.source) ?? "");
  const members = Map.groupBy(sheet.nodes, (node) => groupById.get(node.id) ?? "");
  return [...members].flatMap(([group, nodes]): Finding[] => {
    const edges = edgesByGroup.get(group) ?? [];
    const [first] = nodes;
    if (edges.length === 0 || first === undefined) return [];
    const others = nodes.length - 1;
    const through = others === 0 ? "" : ` through ${others} other${others === 1 ? "" : "s"}`;
    return [
      {
        rule: "cycle",
        severity: "warning",
        nodes: nodes.map((node) => node.id),
        edges: edges.map((edge) => edge.id),
        message: `A way leads from ${nameOf(first)} back to it${through}.`,
      },
    ];
  });
}

/** A node on its way through the search. */
interface Visit {
  readonly id: string;
  readonly index: number;
  /** The earliest node that is known to be reached from here. */
  low: number;
  /** The next edge to follow. */
  at: number;
}

/** Tarjan's strongly connected components, without recursion: a chain of 5,000 steps is no deeper than one. */
function groupByLoop({ nodes, links }: Sheet): Map<string, string> {
  const groupById = new Map<string, string>();
  const visits = new Map<string, Visit>();
  const open: string[] = [];
  const enter = (id: string): Visit => {
    const visit = { id, index: visits.size, low: visits.size, at: 0 };
    visits.set(id, visit);
    open.push(id);
    return visit;
  };
  for (const { id } of nodes) {
    const path = visits.has(id) ? [] : [enter(id)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const edge = links.from(visit.id)[visit.at++];
      if (edge !== undefined) {
        const seen = visits.get(edge.target);
        if (seen === undefined) path.push(enter(edge.target));
        else if (!groupById.has(edge.target)) visit.low = Math.min(visit.low, seen.index);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) parent.low = Math.min(parent.low, visit.low);
      if (visit.low < visit.index) continue;
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        groupById.set(member, visit.id);
        if (member === visit.id) break;
      }
    }
  }
  return groupById;
}
