import type { Effect } from "#schemas/change/op.ts";
import { formatPointer } from "#schemas/change/pointer.ts";
import type { Ref } from "#schemas/change/state.ts";
import { refKey } from "#schemas/change/target.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { member, type JsonObject } from "#schemas/json.ts";
import { tie, tiesOf, type Ties } from "./ties.ts";

/** An entity that was changed on a sheet. */
interface Touched {
  readonly ref: Ref;
  readonly before: JsonObject | undefined;
  after: JsonObject | undefined;
}

/** Changes laid over a graph that stays as it is: costs what they touch, whatever the size of the graph. */
export interface Sheet {
  readonly graph: GraphView;
  readonly touched: Map<string, Touched>;
  /** What was done, as plain RFC 6902; edges that went with their node included. */
  readonly effects: Effect[];
  /** Entities added by this edit for which its later ops may still bring what they hang on (N4). */
  readonly fresh: Map<string, Ref>;
  /** Null until a node goes: most edits need none. */
  ties: Ties | null;
}

/** A sheet with nothing on it yet. */
export function openSheet(graph: GraphView): Sheet {
  return { graph, touched: new Map(), effects: [], fresh: new Map(), ties: null };
}

/** An entity as it is on the sheet; the members beside the maps are one, too. */
export function entityOn(sheet: Sheet, ref: Ref): JsonObject | undefined {
  const touched = sheet.touched.get(refKey(ref));
  return touched === undefined ? entityUnder(sheet.graph, ref) : touched.after;
}

/** Changes an entity (undefined: takes it away), and notes by what effect. */
export function setOn(sheet: Sheet, ref: Ref, after: JsonObject | undefined, effect: Effect): void {
  const key = refKey(ref);
  const before = entityOn(sheet, ref);
  const touched = sheet.touched.get(key);
  if (touched === undefined) sheet.touched.set(key, { ref, before, after });
  else touched.after = after;
  if (ref.kind === "edge" && sheet.ties !== null) tie(sheet.ties, ref.id, before, after);
  sheet.effects.push(effect);
}

/** The edges that join a node to something, on the sheet. */
export function edgesAt(sheet: Sheet, node: string): readonly string[] {
  sheet.ties ??= tiesOf(graphOn(sheet).edges);
  return [...(sheet.ties.get(node) ?? [])];
}

/** Whether a node is there, on the sheet. */
export function isThere(sheet: Sheet, node: string): boolean {
  return entityOn(sheet, { kind: "node", id: node }) !== undefined;
}

/** The whole graph as it is on the sheet. */
export function graphOn({ graph, touched }: Sheet): GraphView {
  const maps = { nodes: { ...graph.nodes }, edges: { ...graph.edges } };
  let { nodes: _nodes, edges: _edges, ...meta }: JsonObject = graph;
  for (const { ref, after } of touched.values()) {
    if (ref.kind === "meta") meta = after ?? {};
    else if (after === undefined) delete maps[`${ref.kind}s`][ref.id];
    else maps[`${ref.kind}s`][ref.id] = after;
  }
  return { ...meta, ...maps };
}

/** The pointer of a place in an entity. */
export function pathTo(ref: Ref, tokens: readonly (string | number)[] = []): string {
  return formatPointer(ref.kind === "meta" ? tokens : [`${ref.kind}s`, ref.id, ...tokens]);
}

function entityUnder(graph: GraphView, ref: Ref): JsonObject | undefined {
  if (ref.kind !== "meta") return member(graph[`${ref.kind}s`], ref.id) as JsonObject | undefined;
  const { nodes: _nodes, edges: _edges, ...meta }: JsonObject = graph;
  return meta;
}
