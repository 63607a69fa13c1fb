import { type Json, type JsonObject } from "../json.ts";
import type { Delta } from "./delta.ts";
import { BLANK, type Entity } from "./record.ts";
import type { GraphView } from "./types.ts";
import { weigh, weighMember } from "./value.ts";

/** The two maps of a graph, and the members beside them as one pseudo-entity. */
type Kind = "node" | "edge" | "meta";

/** Names an entity; for "meta" the id is "". */
export interface Ref {
  readonly kind: Kind;
  readonly id: string;
}

export const META_REF: Ref = { kind: "meta", id: "" };

/**
 * A SOP at its newest version: the graph, and what judges late patches. The maps are changed in place;
 * entities in them never, they are replaced.
 */
export interface SopState {
  version: number;
  /** Arrival of the last commit, ms. */
  arrival: number;
  /** What the graph weighs towards `graph_bytes`. */
  bytes: number;
  nodeCount: number;
  edgeCount: number;
  meta: JsonObject;
  readonly nodes: Record<string, JsonObject>;
  readonly edges: Record<string, JsonObject>;
  readonly nodeRecords: Map<string, Entity>;
  readonly edgeRecords: Map<string, Entity>;
  metaRecord: Entity;
  /** Compactions that no row tells of yet. */
  forgotten: NonNullable<Delta["c"]>;
  /** Edges by the nodes they touch; null until somebody asks: most open SOPs are only looked at. */
  incidence: Map<string, Set<string>> | null;
}

/** A state at version 0 from a graph, whose entities it shares. */
export function createState(graph: GraphView): SopState {
  const nodes = Object.assign(Object.create(null), graph.nodes) as SopState["nodes"];
  const edges = Object.assign(Object.create(null), graph.edges) as SopState["edges"];
  return adoptGraph({ ...graph, nodes, edges }, 0, 0);
}

/** A state made of a graph that is given away to it: its maps, which have no prototype, become the state's own. */
export function adoptGraph(graph: GraphView, version: number, arrival: number): SopState {
  const { nodes, edges, ...meta } = graph;
  const sizes = { nodes: measure(nodes), edges: measure(edges) };
  return {
    version,
    arrival,
    bytes: weigh(meta) + EMPTY_MAPS_BYTES + sizes.nodes.bytes + sizes.edges.bytes,
    nodeCount: sizes.nodes.count,
    edgeCount: sizes.edges.count,
    meta,
    nodes,
    edges,
    nodeRecords: new Map(),
    edgeRecords: new Map(),
    metaRecord: BLANK,
    forgotten: [],
    incidence: null,
  };
}

/** The graph as it stands: a view of the state's own maps, which move on with it. */
export function graphOf(state: SopState): GraphView {
  return { ...state.meta, nodes: state.nodes, edges: state.edges };
}

/** The graph as it is now, which later commits do not move: maps of its own, entities shared, since they never change. */
export function holdGraph(state: SopState): GraphView {
  return { ...state.meta, nodes: { ...state.nodes }, edges: { ...state.edges } };
}

/** The value of an entity, or undefined. */
export function valueOf(state: SopState, ref: Ref): JsonObject | undefined {
  if (ref.kind === "node") return state.nodes[ref.id];
  return ref.kind === "edge" ? state.edges[ref.id] : state.meta;
}

/** What stands beside an entity; undefined where nothing is known, which means as old as the log, or never there. */
export function recordOf(state: SopState, ref: Ref): Entity | undefined {
  if (ref.kind === "node") return state.nodeRecords.get(ref.id);
  return ref.kind === "edge" ? state.edgeRecords.get(ref.id) : state.metaRecord;
}

/** Replaces an entity's record. */
export function putRecord(state: SopState, ref: Ref, record: Entity | undefined): void {
  if (ref.kind === "meta") state.metaRecord = record ?? BLANK;
  else {
    const records = ref.kind === "node" ? state.nodeRecords : state.edgeRecords;
    if (record === undefined) records.delete(ref.id);
    else records.set(ref.id, record);
  }
}

/** Replaces an entity's value, and keeps counts and incidence; `bytes` is the caller's to keep. */
export function putValue(state: SopState, ref: Ref, value: JsonObject | undefined): void {
  if (ref.kind === "meta") state.meta = value ?? {};
  else if (ref.kind === "node") {
    const old = state.nodes[ref.id];
    if (value === undefined) delete state.nodes[ref.id];
    else state.nodes[ref.id] = value;
    if (old === undefined || value === undefined) state.nodeCount += count(value) - count(old);
  } else {
    const old = state.edges[ref.id];
    if (value === undefined) delete state.edges[ref.id];
    else state.edges[ref.id] = value;
    if (old === undefined || value === undefined) state.edgeCount += count(value) - count(old);
    const moved = old?.source !== value?.source || old?.target !== value?.target;
    if (moved && state.incidence !== null) reattach(state.incidence, ref.id, old, value);
  }
}

/** The edges that touch a node. */
export function edgesOf(state: SopState, node: string): ReadonlySet<string> {
  state.incidence ??= indexEdges(state.edges);
  return state.incidence.get(node) ?? NO_EDGES;
}

/** Whether a node lives. */
export function isAlive(state: SopState, node: Json | undefined): boolean {
  return typeof node === "string" && state.nodes[node] !== undefined;
}

/** `"nodes":{},"edges":{}` and a comma. */
const EMPTY_MAPS_BYTES = 20;

function measure(map: Readonly<Record<string, JsonObject>>): {
  readonly bytes: number;
  readonly count: number;
} {
  let bytes = 0;
  let count = 0;
  for (const id in map) {
    bytes += weighMember(id, map[id]);
    count++;
  }
  return { bytes, count };
}

const NO_EDGES: ReadonlySet<string> = new Set();

function count(value: Json | undefined): number {
  return value === undefined ? 0 : 1;
}

function indexEdges(edges: SopState["edges"]): Map<string, Set<string>> {
  const incidence = new Map<string, Set<string>>();
  for (const id in edges) reattach(incidence, id, undefined, edges[id]);
  return incidence;
}

function reattach(
  incidence: Map<string, Set<string>>,
  id: string,
  old: JsonObject | undefined,
  value: JsonObject | undefined,
): void {
  for (const end of [old?.source, old?.target]) {
    const edges = typeof end === "string" ? incidence.get(end) : undefined;
    if (edges?.delete(id) === true && edges.size === 0) incidence.delete(end as string);
  }
  for (const end of [value?.source, value?.target]) {
    if (typeof end !== "string") continue;
    const edges = incidence.get(end);
    if (edges === undefined) incidence.set(end, new Set([id]));
    else edges.add(id);
  }
}
