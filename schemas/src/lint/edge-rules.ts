import type { Edge } from "../graph/edge.ts";
import type { Finding } from "./finding.ts";
import { nameOf, type Sheet } from "./sheet.ts";

/** Edges that say the same twice. */
export function findDuplicateEdges({ edges, graph }: Sheet): Finding[] {
  return [...Map.groupBy(edges, placeOf).values()]
    .filter((same) => same.length > 1)
    .map((same) => {
      const ends = endsOf(same).map((id) => graph.nodes[id]);
      const [from, to = from] = ends.map((node) => (node === undefined ? "?" : nameOf(node)));
      return {
        rule: "duplicate_edge",
        severity: "warning",
        nodes: endsOf(same),
        edges: same.map((edge) => edge.id),
        message: `${from} is connected with ${to} ${same.length} times in the same way.`,
      };
    });
}

/** Nodes without any edge, where there are others. */
export function findUnconnected({ nodes, links }: Sheet): Finding[] {
  if (nodes.length < 2) return [];
  return nodes
    .filter(({ id }) => links.from(id).length === 0 && links.to(id).length === 0)
    .map((node) => ({
      rule: "unconnected",
      severity: "warning",
      nodes: [node.id],
      message: `The ${node.type} ${nameOf(node)} is connected with nothing.`,
    }));
}

/**
 * Steps to which no way leads from the start: the first step in reading order that nothing leads to, or else the first.
 * Those without any edge are told of once, as unconnected.
 */
export function findUnreachable({ steps, links, graph }: Sheet): Finding[] {
  const connected = steps.filter(({ id }) => links.from(id).length > 0 || links.to(id).length > 0);
  // A tool beside a step leads to nothing.
  const isEntry = (id: string) => links.to(id).every((edge) => graph.nodes[edge.source]?.type === "tool");
  const start = connected.find((step) => isEntry(step.id)) ?? connected[0];
  if (start === undefined) return [];
  const reached = new Set<string>([start.id]);
  // A set grows under its own iteration: what is added is visited too.
  for (const id of reached) for (const edge of links.from(id)) reached.add(edge.target);
  return connected
    .filter((step) => !reached.has(step.id))
    .map((step) => ({
      rule: "unreachable",
      severity: "warning",
      nodes: [step.id],
      message: `No way leads from the start ${nameOf(start)} to the step ${nameOf(step)}.`,
    }));
}

function placeOf({ source, target, sourceHandle, targetHandle }: Edge): string {
  // Ids hold no space; most edges have no handles, and JSON is slow.
  const ends = `${source} ${target}`;
  if (sourceHandle === undefined && targetHandle === undefined) return ends;
  return ends + JSON.stringify([sourceHandle ?? null, targetHandle ?? null]);
}

function endsOf([first]: readonly Edge[]): string[] {
  return first === undefined ? [] : [...new Set([first.source, first.target])];
}
