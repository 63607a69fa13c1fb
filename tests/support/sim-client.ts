import { applyPatch } from "rfc6902";
import type { JsonObject } from "#schemas/json.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import type { Frame } from "./frame.ts";
import type { World } from "./model.ts";
import { copyJson } from "./same-json.ts";

/** A client as the transform sees one: what it has confirmed, what it sent since, and what it shows. */
export interface SimClient {
  readonly peer: string;
  base: number;
  /** Base and own patches on top: the frame of its next patch. */
  graph: GraphView;
  /** Own patches that are not in the base yet. */
  sent: { readonly version: number; readonly ops: readonly PatchOp[] }[];
}

/** A client that has just loaded the world. */
export function createSimClient(world: World, peer: string): SimClient {
  const client: SimClient = { peer, base: 0, graph: world.graphs[0] as GraphView, sent: [] };
  catchUp(world, client, world.state.version);
  return client;
}

/** Takes in the log up to `version`, and lays over it the own patches that came later. */
export function catchUp(world: World, client: SimClient, version: number): void {
  client.base = Math.max(client.base, version);
  client.sent = client.sent.filter((own) => own.version > client.base);
  client.graph = copyJson(world.graphs[client.base] as GraphView);
  for (const { ops } of client.sent) ops.forEach((op) => layOver(client.graph, op));
}

/** What the client has before its eyes, with the nodes it knows to be gone. */
export function frameOf(client: SimClient, graves: ReadonlyMap<string, Grave>): Frame {
  const known = [...graves].filter(
    ([id, { version }]) => version <= client.base && !(id in client.graph.nodes),
  );
  return { graph: client.graph, dead: Object.fromEntries(known.map(([id, { value }]) => [id, value])) };
}

/** A node that went, and the version that took it. */
export interface Grave {
  readonly value: JsonObject;
  readonly version: number;
}

/** Shows an own op at once, as a client does: what does not fit is left out, a node takes its edges along. */
export function layOver(graph: GraphView, op: PatchOp): void {
  if (!op.path.includes("/", 1)) return layOverWhole(graph, op);
  applyWhereItFits(graph, op);
  const nodes = graph.nodes as Record<string, JsonObject>;
  const copied = op.op === "copy" ? /^\/nodes\/([^/]+)$/.exec(op.path)?.[1] : undefined;
  if (copied !== undefined && nodes[copied] !== undefined) nodes[copied] = { ...nodes[copied], id: copied };
  const edges = graph.edges as Record<string, JsonObject>;
  for (const [id, { source, target }] of Object.entries(edges)) {
    if (!((source as string) in nodes) || !((target as string) in nodes)) delete edges[id];
  }
}

/** The graph's members, and its maps as a whole. */
function layOverWhole(graph: GraphView, op: PatchOp): void {
  const isMap = ["", "/nodes", "/edges"].includes(op.path);
  if (isMap && op.op !== "replace" && op.op !== "add") return;
  if (op.path !== "") applyWhereItFits(graph, op);
  else if ("value" in op) Object.assign(graph, copyJson(op.value));
}

/** The library says what does not fit by a returned error, but throws where a text would get a member. */
function applyWhereItFits(graph: GraphView, op: PatchOp): void {
  try {
    applyPatch(graph, [copyJson(op)]);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
