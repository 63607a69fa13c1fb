import { edgeOf, stepNode } from "./graphs.ts";
import type { Graph, Op } from "./json.ts";

/** Numbers in [0, 1) that a seed decides (mulberry32). */
export type Random = () => number;

/** A generator from a seed. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const LIST = "/nodes/t/data/input_template/list";

/** An edit that somebody looking at `graph` could make: all of them fit what is seen there. */
export function randomEdit(graph: Graph, random: Random): Op[] {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const nodes = Object.keys(graph.nodes);
  const node = pick(nodes);
  const x = Math.floor(random() * 1000);
  const name = `n${Math.floor(random() * 30)}`;
  const edge = edgeOf(node, pick(nodes));
  const list = graph.nodes["t"]?.data["input_template"];
  const length = (list as { list?: unknown[] } | undefined)?.list?.length ?? 0;
  const choices: (Op[] | undefined)[] = [
    [{ op: "replace", path: `/nodes/${node}/position`, value: { x, y: x } }],
    [{ op: "replace", path: `/nodes/${node}/position/x`, value: x }],
    [{ op: "replace", path: "/name", value: `Name ${x}` }],
    name in graph.nodes ? undefined : [{ op: "add", path: `/nodes/${name}`, value: stepNode(name, x) }],
    node === "t" || nodes.length < 4 ? undefined : [{ op: "remove", path: `/nodes/${node}` }],
    edge.id in graph.edges ? undefined : [{ op: "add", path: `/edges/${edge.id}`, value: edge }],
    length === 0 ? undefined : [{ op: "remove", path: `${LIST}/${Math.floor(random() * length)}` }],
    [{ op: "add", path: `${LIST}/${Math.floor(random() * (length + 1))}`, value: `item ${x}` }],
  ];
  return pick(choices.filter((ops) => ops !== undefined));
}
