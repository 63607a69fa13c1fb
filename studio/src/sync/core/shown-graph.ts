import { equalJson, identicalJson, isObject, type Json, type JsonObject } from "#schemas/json.ts";
import { META_REF, type Ref, type SopState } from "#schemas/change/state.ts";
import { refKey } from "#schemas/change/target.ts";
import type { GraphView } from "#schemas/change/types.ts";
import type { EntityOps } from "./laid-op.ts";
import { valueOfOp } from "./laid-op.ts";

/** What changed in the view: what was shown before by id (undefined: it is new), and the members beside the maps. */
export interface ViewChange {
  readonly nodes: Map<string, JsonObject | undefined>;
  readonly edges: Map<string, JsonObject | undefined>;
  /** Null: unchanged. */
  meta: JsonObject | null;
}

/** What the shown graph is made from. */
export interface Layers {
  /** The confirmed value. */
  confirmed(ref: Ref): JsonObject | undefined;
  /** Own pending patches that write in an entity, oldest first. */
  on(key: string): readonly EntityOps[];
  /** A node, or what is beside the maps, with them on top. */
  laid(ref: Ref): JsonObject | undefined;
  /** An edge with them on top, and with what I did to these nodes. */
  tied(ref: Ref, nodes: ReadonlySet<string>): JsonObject | undefined;
  /** The nodes that an edge may be tied to by somebody's word, where its ends were written. */
  candidates(ref: Ref): readonly string[];
}

/**
 * The graph that is shown: per entity, the confirmed value with the own pending ops laid over. An entity whose value did
 * not change keeps its identity, and no edge is shown without both ends.
 */
export interface ShownGraph {
  readonly nodes: ReadonlyMap<string, JsonObject>;
  readonly edges: ReadonlyMap<string, JsonObject>;
  readonly meta: JsonObject;
  /** The same as a graph: a view that moves on. */
  readonly graph: GraphView;
  /** Lays these entities again, and the edges that hang on nodes which came or went. */
  refresh(refs: Iterable<Ref>): ViewChange;
  /** Lays everything again, on another confirmed graph. */
  rebuild(state: SopState, refs: Iterable<Ref>): ViewChange;
}

export function createShownGraph(layers: Layers): ShownGraph {
  const nodes = new Map<string, JsonObject>();
  const edges = new Map<string, JsonObject>();
  const plain = { nodes: Object.create(null) as PlainMap, edges: Object.create(null) as PlainMap };
  /** Edges by the nodes that they are or want to be tied to, hidden ones too. */
  const ties = new Map<string, Set<string>>();
  const endsByEdge = new Map<string, ReadonlySet<string>>();
  /** Nodes that I add or remove, unanswered: what is tied to them hangs on that, too. */
  const mine = new Set<string>();
  let meta: JsonObject = {};
  /** What the last refresh took off the screen, and this one: what comes back at once, as under a gesture that is sent, is the same object. */
  let takenBefore = new Map<string, JsonObject>();
  let taken = new Map<string, JsonObject>();

  function put(kind: "node" | "edge", id: string, after: JsonObject | undefined): boolean {
    const key = refKey({ kind, id });
    const [map, object] = kind === "node" ? [nodes, plain.nodes] : [edges, plain.edges];
    const before = map.get(id);
    const back = takenBefore.get(key);
    const same = after !== undefined && back !== undefined && identicalJson(back, after) ? back : after;
    if (!replace(map, object, id, same)) return false;
    if (before !== undefined) taken.set(key, before);
    return true;
  }

  function lay(ref: Ref): JsonObject | undefined {
    const key = refKey(ref);
    const parts = layers.on(key);
    if (ref.kind === "edge") return layTied(ref, layers.confirmed(ref), parts);
    return parts.length === 0 ? layers.confirmed(ref) : layers.laid(ref);
  }

  /** An edge, by what I did to it and to the nodes that it may be tied to. */
  function layTied(
    ref: Ref,
    confirmed: JsonObject | undefined,
    parts: readonly EntityOps[],
  ): JsonObject | undefined {
    if (mine.size === 0 && parts.length === 0) return confirmed;
    const ends = endsOf(layers.candidates(ref), [confirmed], parts);
    const isMine = parts.length > 0 || [...ends].some((end) => mine.has(end));
    return isMine ? layers.tied(ref, ends) : confirmed;
  }

  /** Gives the edges that hang on a node which came or went, or which I add or remove, or not after all. */
  function layNode(ref: Ref, change: ViewChange): Iterable<string> {
    const { id } = ref;
    const before = nodes.get(id);
    const wasMine = mine.has(id);
    const isMine = layers.on(refKey(ref)).some(writesWhole);
    if (isMine) mine.add(id);
    else mine.delete(id);
    if (put("node", id, lay(ref))) change.nodes.set(id, before);
    const cameOrWent = (before !== undefined) !== nodes.has(id);
    return cameOrWent || isMine || wasMine ? (ties.get(id) ?? []) : [];
  }

  function layEdge(id: string, change: ViewChange): void {
    const ref: Ref = { kind: "edge", id };
    const before = edges.get(id);
    const laid = lay(ref);
    tie(id, endsOf(layers.candidates(ref), [laid, layers.confirmed(ref)], layers.on(refKey(ref))));
    const isWhole = laid !== undefined && isShownNode(laid.source) && isShownNode(laid.target);
    if (put("edge", id, isWhole ? laid : undefined)) change.edges.set(id, before);
  }

  function isShownNode(id: Json | undefined): boolean {
    return typeof id === "string" && nodes.has(id);
  }

  function tie(edge: string, ends: ReadonlySet<string>): void {
    for (const end of endsByEdge.get(edge) ?? []) {
      if (ends.has(end)) continue;
      const tied = ties.get(end);
      if (tied?.delete(edge) === true && tied.size === 0) ties.delete(end);
    }
    for (const end of ends) {
      const tied = ties.get(end);
      if (tied === undefined) ties.set(end, new Set([edge]));
      else tied.add(edge);
    }
    if (ends.size === 0) endsByEdge.delete(edge);
    else endsByEdge.set(edge, ends);
  }

  function refresh(refs: Iterable<Ref>): ViewChange {
    const change: ViewChange = { nodes: new Map(), edges: new Map(), meta: null };
    [takenBefore, taken] = [taken, new Map()];
    const asked = new Set<string>();
    for (const ref of refs) {
      if (ref.kind === "edge") asked.add(ref.id);
      else if (ref.kind === "node") for (const edge of layNode(ref, change)) asked.add(edge);
      else layMeta(change);
    }
    for (const id of asked) layEdge(id, change);
    return change;
  }

  function layMeta(change: ViewChange): void {
    const laid = lay(META_REF) ?? {};
    if (equalJson(meta, laid)) return;
    change.meta = meta;
    meta = laid;
  }

  return {
    nodes,
    edges,
    get meta() {
      return meta;
    },
    get graph() {
      return { ...meta, ...plain };
    },
    refresh,
    rebuild(state, pending) {
      const refs: Ref[] = [META_REF, ...pending];
      for (const id of new Set([...nodes.keys(), ...Object.keys(state.nodes)]))
        refs.push({ kind: "node", id });
      for (const id of new Set([...endsByEdge.keys(), ...Object.keys(state.edges)]))
        refs.push({ kind: "edge", id });
      return refresh(refs);
    },
  };
}

/** An object as a map by id; it has no prototype. */
type PlainMap = Record<string, JsonObject>;

/** Keeps the old object where the value is the same; false: nothing changed. */
function replace(
  map: Map<string, JsonObject>,
  plain: PlainMap,
  id: string,
  after: JsonObject | undefined,
): boolean {
  const before = map.get(id);
  if (before === after || (before !== undefined && after !== undefined && identicalJson(before, after)))
    return false;
  if (after === undefined) {
    map.delete(id);
    delete plain[id];
  } else {
    map.set(id, after);
    plain[id] = after;
  }
  return true;
}

/** It adds or removes the whole entity. */
function writesWhole({ ops }: EntityOps): boolean {
  return ops.some(({ tokens }) => tokens.length === 0);
}

/** Every node on which it may depend whether, or how, an edge is shown. */
function endsOf(
  candidates: readonly string[],
  values: readonly (JsonObject | undefined)[],
  parts: readonly EntityOps[],
): ReadonlySet<string> {
  const ends = new Set(candidates);
  const add = (end: Json | undefined) => typeof end === "string" && ends.add(end);
  for (const value of values) {
    add(value?.source);
    add(value?.target);
  }
  for (const { ops } of parts) {
    for (const { op, tokens } of ops) {
      const value = valueOfOp(op);
      if (tokens.length === 1 && (tokens[0] === "source" || tokens[0] === "target")) add(value);
      if (tokens.length > 0 || !isObject(value)) continue;
      add(value.source);
      add(value.target);
    }
  }
  return ends;
}
