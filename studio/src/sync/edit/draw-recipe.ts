import { Immer } from "immer";
import type { PatchOp } from "#schemas/change/op.ts";
import { differenceOps } from "#schemas/change/three-way.ts";
import type { GraphView } from "#schemas/change/types.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import { isObject, member, type Json, type JsonObject } from "#schemas/json.ts";
import { copyValue } from "./copy-value.ts";
import { EditError } from "./edit-error.ts";
import { endsOf } from "./ties.ts";

/** Runs a recipe on a draft of a graph, and tells what it changed as ops. What it did not touch is not looked into. */
export function drawRecipe(graph: GraphView, recipe: (draft: Graph) => void): PatchOp[] {
  // Freezing would walk through all of the graph that nobody froze yet.
  const immer = new Immer({ autoFreeze: false });
  const drawn: unknown = immer.produce(graph as unknown as Graph, (draft) => refusePromise(recipe(draft)));
  if (drawn === graph) return [];
  const [before, after] = changedParts(graph, drawn as JsonObject);
  refuseDangling(after, drawn as GraphView);
  return differenceOps(before, after);
}

/** A recipe may give back anything, as arrows do; a promise says that it is not finished. */
function refusePromise(returned: unknown): void {
  if (!(returned instanceof Promise)) return;
  // It fails on the draft that is gone when it goes on, and there is nobody to tell.
  returned.catch(() => undefined);
  throw new EditError("malformed", "A recipe changes the draft at once: it cannot be asynchronous.");
}

/** Both graphs without what is the very same object in them. */
function changedParts(graph: GraphView, drawn: JsonObject): [GraphView, GraphView] {
  const { nodes: _nodes, edges: _edges, ...oldMeta }: JsonObject = graph;
  const { nodes, edges, ...newMeta } = drawn;
  const [oldNodes, newNodes] = changedEntities("nodes", graph.nodes, nodes);
  const [oldEdges, newEdges] = changedEntities("edges", graph.edges, edges);
  const meta = copyValue(newMeta, "") as JsonObject;
  return [
    { ...oldMeta, nodes: oldNodes, edges: oldEdges },
    { ...meta, nodes: newNodes, edges: newEdges },
  ];
}

type Entities = Record<string, JsonObject>;

function changedEntities(
  map: "nodes" | "edges",
  before: Readonly<Entities>,
  after: Json | undefined,
): [Entities, Entities] {
  if (!isObject(after)) throw new EditError("invalid", "A graph has nodes and edges.", `/${map}`);
  const parts: [Entities, Entities] = [{}, {}];
  if (after === before) return parts;
  for (const id in before) if (after[id] !== before[id]) parts[0][id] = before[id] as JsonObject;
  for (const id in after) {
    const value: Json | undefined = after[id];
    if (value === undefined || value === member(before, id)) continue;
    parts[1][id] = copyValue(value, `/${map}/${id}`) as JsonObject;
  }
  return parts;
}

/** An edge that the recipe drew has both ends in what it drew; one that it left alone goes with its node. */
function refuseDangling(changed: GraphView, drawn: GraphView): void {
  for (const [id, edge] of Object.entries(changed.edges)) {
    const gone = endsOf(edge).find((end) => member(drawn.nodes, end) === undefined);
    if (gone !== undefined)
      throw new EditError("dangling_edge", `There is no node "${gone}" to tie the edge to.`, `/edges/${id}`);
  }
}
