import type { GraphView } from "#schemas/change/types.ts";
import type { Edge } from "#schemas/graph/edge.ts";
import type { JsonObject } from "#schemas/json.ts";
import { learnNames } from "./known-names.ts";
import type { SopChange, SopClient } from "../sync/types.ts";

/** What was shown in this tab and is gone since, as it was last. */
interface Memory {
  readonly nodes: Map<string, JsonObject>;
  /** Those that went with a node. */
  readonly edges: Map<string, Edge>;
  /** How often something was learned that was not shown. */
  learnings: number;
  readonly listeners: Set<() => void>;
}

const known = new WeakMap<SopClient, Memory>();

/** A node as it was last shown in this tab, also when it was removed since. */
export function rememberedNode(sop: SopClient, id: string): JsonObject | undefined {
  return sop.view.nodes.get(id) ?? memoryOf(sop).nodes.get(id);
}

/** The edges that went with removed nodes, and have both ends once `nodes` are there again. */
export function rememberedEdges(sop: SopClient, nodes: readonly string[]): readonly Edge[] {
  const isThere = (id: string) => nodes.includes(id) || sop.view.nodes.has(id);
  return [...memoryOf(sop).edges.values()].filter(
    ({ id, source, target }) =>
      (nodes.includes(source) || nodes.includes(target)) &&
      isThere(source) &&
      isThere(target) &&
      !sop.view.edges.has(id),
  );
}

/** Begins to remember what a SOP shows, so that what is removed can be named and restored. */
export function remember(sop: SopClient): void {
  memoryOf(sop);
}

/** Takes in nodes of an older version, which this tab never showed, with what was tied to them. */
export function learn(sop: SopClient, graph: GraphView, ids: ReadonlySet<string>): void {
  const memory = memoryOf(sop);
  for (const id of ids) {
    const node = graph.nodes[id];
    if (node !== undefined) memory.nodes.set(id, node);
  }
  for (const edge of Object.values(graph.edges) as unknown as Edge[]) {
    if (ids.has(edge.source) || ids.has(edge.target)) memory.edges.set(edge.id, edge);
  }
  tellLearned(sop);
}

/** How often something was learned. */
export function learnings(sop: SopClient): number {
  return memoryOf(sop).learnings;
}

/** Calls when something was learned. */
export function onLearned(sop: SopClient, told: () => void): () => void {
  const { listeners } = memoryOf(sop);
  listeners.add(told);
  return () => void listeners.delete(told);
}

function memoryOf(sop: SopClient): Memory {
  const there = known.get(sop);
  if (there !== undefined) return there;
  const memory: Memory = {
    nodes: new Map(sop.view.nodes),
    edges: edgesOf(sop.view),
    learnings: 0,
    listeners: new Set(),
  };
  known.set(sop, memory);
  sop.subscribe((change) => {
    if (change.kind === "view") follow(memory, sop, change);
  });
  // Whoever leaves may have removed something just before.
  sop.subscribe(({ kind }) => {
    if (kind === "peers") learnNames(sop, namesOf(sop));
  });
  return memory;
}

function* namesOf({ peers }: SopClient): Iterable<readonly [string, string]> {
  for (const { agent, name } of peers.values()) yield [agent, name];
}

/** Tells that names were learned. */
export function tellLearned(sop: SopClient): void {
  const memory = memoryOf(sop);
  memory.learnings += 1;
  for (const told of memory.listeners) told();
}

type ViewChange = Extract<SopChange, { kind: "view" }>;

function follow({ nodes, edges }: Memory, { view }: SopClient, change: ViewChange): void {
  for (const id of change.isWhole ? view.nodes.keys() : change.nodes) {
    const node = view.nodes.get(id);
    if (node !== undefined) nodes.set(id, node);
  }
  for (const id of change.isWhole ? new Set([...edges.keys(), ...view.edges.keys()]) : change.edges) {
    const [now, before] = [view.edges.get(id) as Edge | undefined, edges.get(id)];
    if (now !== undefined) edges.set(id, now);
    // One that was removed for itself is not brought back with a node.
    else if (before !== undefined && hasBothEnds(view, before)) edges.delete(id);
  }
}

function hasBothEnds({ nodes }: SopClient["view"], { source, target }: Edge): boolean {
  return nodes.has(source) && nodes.has(target);
}

/** Edges come in by a schema, and leave the client as plain objects. */
function edgesOf({ edges }: SopClient["view"]): Map<string, Edge> {
  return new Map(edges) as unknown as Map<string, Edge>;
}
