import { graphlib, layout } from "@dagrejs/dagre";
import type { Graph } from "../graph/graph.ts";
import { NODE_SIZES, sizeOfNode, type Size } from "./node-sizes.ts";
import { rankNodes, type Ranks } from "./rank.ts";

/** An upper left corner, in flow units. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * A place for every node, from top to bottom, the same for the same graph. The reading order of the steps stays as it is.
 */
export function layoutGraph(graph: Graph): Record<string, Place> {
  const ranks = rankNodes(graph);
  const centers =
    bends(ranks) + ranks.rankById.size > MOST_BENDS ? placeInGrid(graph, ranks) : placeByDagre(graph, ranks);
  const places = [...centers].map(([id, { x, y }]): [string, Place] => {
    const { width, height } = sizeOf(graph, id);
    return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
  });
  return Object.fromEntries(places);
}

/** Flow units between neighbours: an edge's label has to fit between rows. */
const GAP = { nodesep: 60, edgesep: 30, ranksep: 70 } as const;

/** Where dagre takes some 200 ms; its time grows with the square, and a registry has others to serve. */
const MOST_BENDS = 800;

const GRID = { x: 340, gap: 80 } as const;

/** The rows that edges pass through: each is a node to dagre. */
function bends({ edges, rankById }: Ranks): number {
  return edges.reduce(
    (sum, { from, to }) => sum + (rankById.get(to) ?? 0) - (rankById.get(from) ?? 0) - 1,
    0,
  );
}

/**
 * dagre says who stands beside whom, and where. Its own ranking is left out: it knows no reading order, and its network
 * simplex has no end on some graphs.
 */
function placeByDagre(graph: Graph, { rankById, edges, steps }: Ranks): Map<string, Place> {
  const ids = [...rankById.keys()];
  // Numbers for names: dagre's own nodes have names too.
  const nameById = new Map(ids.map((id, i) => [id, String(i)]));
  const name = (id: string) => nameById.get(id) ?? "";
  const rank = (id: string) => rankById.get(id) ?? 0;
  const ranker = (picture: Picture) => {
    for (const node of picture.nodes()) {
      const id = ids[Number(node)];
      // dagre makes room for labels by doubling the rows; its root lies above them all.
      picture.node(node).rank = id === undefined ? -1 : 2 * rank(id);
    }
  };
  const picture: Picture = new graphlib.Graph<object, Spot, object>();
  picture.setGraph({ rankdir: "TB", ...GAP, ranker });
  for (const id of ids) picture.setNode(name(id), { ...sizeOf(graph, id) });
  for (const [above, id] of threads(rankById)) picture.setEdge(name(above), name(id), { weight: 1 });
  for (const { from, to } of edges) picture.setEdge(name(from), name(to), { weight: 4 });
  const constraints = steps.slice(1).flatMap((step, i) => {
    const left = steps[i];
    return left !== undefined && rank(left.id) === rank(step.id)
      ? [{ left: name(left.id), right: name(step.id) }]
      : [];
  });
  layout(picture, { constraints });
  const places = new Map(
    ids.map((id) => {
      const { x = 0, y = 0 } = picture.node(name(id));
      return [id, { x, y }];
    }),
  );
  keepOrder(places, rankById, steps);
  return places;
}

interface Spot {
  readonly width: number;
  readonly height: number;
  rank?: number;
  x?: number;
  y?: number;
}

type Picture = graphlib.Graph<object, Spot, object>;

/** Each node below the first row with one of the row above: rows without edges between them stand in one column. */
function threads(rankById: ReadonlyMap<string, number>): [above: string, id: string][] {
  const rows = Map.groupBy(rankById.keys(), (id) => rankById.get(id) ?? 0);
  return [...rankById].flatMap(([id, rank]): [string, string][] => {
    const above = rows.get(rank - 1)?.[0];
    return above === undefined ? [] : [[above, id]];
  });
}

/** Steps of a row are equally wide: they can trade places until they stand in their order. */
function keepOrder(places: Map<string, Place>, rankById: Ranks["rankById"], steps: Ranks["steps"]): void {
  for (const row of Map.groupBy(steps, (step) => rankById.get(step.id)).values()) {
    const spots = row.map((step) => places.get(step.id) ?? { x: 0, y: 0 }).sort((a, b) => a.x - b.x);
    for (const [i, step] of row.entries()) places.set(step.id, spots[i] ?? { x: 0, y: 0 });
  }
}

/** Rows without a thought about edges, for what nobody sees at once anyway. */
function placeInGrid(graph: Graph, { rankById }: Ranks): Map<string, Place> {
  const rows = Map.groupBy(rankById.keys(), (id) => rankById.get(id) ?? 0);
  const places = new Map<string, Place>();
  let top = 0;
  for (const rank of [...rows.keys()].sort((a, b) => a - b)) {
    const row = rows.get(rank) ?? [];
    const height = Math.max(...row.map((id) => sizeOf(graph, id).height));
    for (const [column, id] of row.entries()) places.set(id, { x: column * GRID.x, y: top + height / 2 });
    top += height + GRID.gap;
  }
  return places;
}

function sizeOf(graph: Graph, id: string): Size {
  const node = graph.nodes[id];
  return node === undefined ? NODE_SIZES.step : sizeOfNode(node);
}
