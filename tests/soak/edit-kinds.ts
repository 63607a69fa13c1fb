import { edgeOf, stepNode } from "#tests/contract-client/graphs.ts";
import type { Edge, Graph, Json, Op } from "#tests/contract-client/json.ts";
import type { Random } from "#tests/contract-client/random-edits.ts";
import { LASTING } from "./soak-graph.ts";

/** What somebody at a canvas does. */
type EditKind =
  | "write"
  | "rename"
  | "move"
  | "add_node"
  | "remove_node"
  | "add_edge"
  | "remove_edge"
  | "retarget"
  | "handle"
  | "list_add"
  | "list_remove"
  | "list_set"
  | "list_move"
  | "list_replace"
  | "paste"
  | "member"
  | "guarded";

/** How often each is done, and the ops that it needs on what is seen; null: there is nothing to do it to. */
interface Way {
  readonly weight: number;
  make(graph: Graph, dice: Dice): Op[] | null;
}

interface Dice {
  readonly number: number;
  readonly id: string;
  readonly pick: <T>(items: readonly T[]) => T | undefined;
}

/** Below this nothing is removed, above that nothing added: a soak is long, and its graph stays one to look at. */
const FEWEST_NODES = 8;
const MOST_NODES = 40;
const LIST = "/nodes/t/data/input_template/list";

const WAYS: Record<EditKind, Way> = {
  write: {
    weight: 6,
    make: (_, { pick, number }) => [
      { op: "replace", path: `/nodes/${pick(LASTING)}/data/instruction`, value: `do ${number}` },
    ],
  },
  rename: { weight: 2, make: (_, { number }) => [{ op: "replace", path: "/name", value: `Soak ${number}` }] },
  move: {
    weight: 4,
    make: (graph, { pick, number }) => [
      { op: "replace", path: `/nodes/${pick(nodes(graph))}/position`, value: { x: number, y: number } },
    ],
  },
  add_node: {
    weight: 2,
    make: (graph, { id, number }) =>
      nodes(graph).length > MOST_NODES
        ? null
        : [{ op: "add", path: `/nodes/${id}`, value: stepNode(id, number) }],
  },
  remove_node: {
    weight: 2,
    make: (graph, { pick }) => {
      const gone = nodes(graph).length < FEWEST_NODES ? undefined : pick(passing(graph));
      return gone === undefined ? null : [{ op: "remove", path: `/nodes/${gone}` }];
    },
  },
  add_edge: {
    weight: 3,
    make: (graph, { pick }) => {
      const edge = edgeOf(pick(nodes(graph)) as string, pick(nodes(graph)) as string);
      return edge.id in graph.edges ? null : [{ op: "add", path: `/edges/${edge.id}`, value: edge }];
    },
  },
  remove_edge: { weight: 1, make: (graph, { pick }) => onEdge(pick(edges(graph)), "remove") },
  retarget: {
    weight: 2,
    make: (graph, { pick }) => onEdge(pick(edges(graph)), "replace", "/target", pick(nodes(graph))),
  },
  handle: {
    weight: 1,
    make: (graph, { pick, id }) => onEdge(pick(edges(graph)), "add", "/sourceHandle", id),
  },
  list_add: {
    weight: 2,
    make: (graph, { pick, number }) => [
      {
        op: "add",
        path: `${LIST}/${pick([...places(graph), places(graph).length, "-"])}`,
        value: `item ${number}`,
      },
    ],
  },
  list_remove: {
    weight: 2,
    make: (graph, { pick }) =>
      onPlace(pick(places(graph)), (at) => ({ op: "remove", path: `${LIST}/${at}` })),
  },
  list_set: {
    weight: 2,
    make: (graph, { pick, number }) =>
      onPlace(pick(places(graph)), (at) => ({
        op: "replace",
        path: `${LIST}/${at}`,
        value: `set ${number}`,
      })),
  },
  list_move: {
    weight: 1,
    make: (graph, { pick }) =>
      onPlace(pick(places(graph)), (at) => ({
        op: "move",
        from: `${LIST}/${at}`,
        path: `${LIST}/${pick(places(graph))}`,
      })),
  },
  list_replace: {
    weight: 0.2,
    make: (_, { number }) => [{ op: "replace", path: LIST, value: [`new ${number}`, "b", "c"] }],
  },
  paste: {
    weight: 1,
    make: (graph, { id, pick }) => {
      if (nodes(graph).length > MOST_NODES) return null;
      const edge = edgeOf(id, pick(nodes(graph)) as string);
      return [
        { op: "add", path: `/nodes/${id}`, value: stepNode(id) },
        { op: "add", path: `/edges/${edge.id}`, value: edge },
      ];
    },
  },
  member: {
    weight: 1,
    make: (_, { number }) => [
      { op: "add", path: "/nodes/t/data/input_template/deep", value: { k: number, more: [number] } },
    ],
  },
  guarded: {
    weight: 1,
    make: (graph, { pick, number }) => {
      const path = `/nodes/${pick(nodes(graph).filter((id) => id !== "t"))}/data/step`;
      const before = valueAt(graph, path);
      return before === undefined
        ? null
        : [
            { op: "test", path, value: before },
            { op: "replace", path, value: `step ${number}` },
          ];
    },
  },
};

const TOTAL = Object.values(WAYS).reduce((sum, { weight }) => sum + weight, 0);

/** An edit that somebody looking at `graph` could make; `id` is for what it adds. Null: this time there is nothing to do. */
export function makeEdit(graph: Graph, random: Random, id: string): Op[] | null {
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)];
  let left = random() * TOTAL;
  const way = Object.values(WAYS).find(({ weight }) => (left -= weight) < 0);
  return way?.make(graph, { number: Math.floor(random() * 10_000), id, pick }) ?? null;
}

function nodes(graph: Graph): string[] {
  return Object.keys(graph.nodes);
}

function passing(graph: Graph): string[] {
  return nodes(graph).filter((id) => id !== "t" && !LASTING.some((lasting) => lasting === id));
}

function edges(graph: Graph): Edge[] {
  return Object.values(graph.edges);
}

function places(graph: Graph): number[] {
  const list = valueAt(graph, LIST);
  return Array.isArray(list) ? [...list.keys()] : [];
}

function onEdge(edge: Edge | undefined, op: string, member = "", value?: Json): Op[] | null {
  if (edge === undefined) return null;
  return [{ op, path: `/edges/${edge.id}${member}`, ...(value === undefined ? {} : { value }) }];
}

function onPlace(at: number | undefined, make: (at: number) => Op): Op[] | null {
  return at === undefined ? null : [make(at)];
}

function valueAt(graph: Graph, path: string): Json | undefined {
  return path
    .split("/")
    .slice(1)
    .reduce<Json | undefined>(
      (value, token) => (value as { [key: string]: Json } | undefined)?.[token],
      graph as unknown as Json,
    );
}
