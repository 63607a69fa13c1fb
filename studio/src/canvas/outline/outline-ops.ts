import type { PatchOp } from "#schemas/change/op.ts";
import type { Place } from "#schemas/convert/layout.ts";
import { toSlug } from "#schemas/convert/slug.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Node } from "#schemas/graph/node.ts";
import type { Json } from "#schemas/json.ts";
import { boxOf } from "../free-place.ts";
import { newId, type Chance } from "../new-id.ts";
import { nameOf, type BareNode, type End, type Outline } from "./outline.ts";

/** Flow units between what is there and what a text adds beside it. */
const BESIDE = 120;
/** Characters of an id that come from a title. */
const MOST_CHARS = 28;

/** What adding a text does, and what it makes. */
export interface Addition {
  readonly ops: readonly PatchOp[];
  readonly nodes: readonly Node[];
  readonly edges: readonly string[];
}

/** What an addition is made with. */
interface Ground {
  /** The nodes that are there: nothing is laid over them. */
  readonly there: readonly Node[];
  /** Where a node is to begin that nothing is beside. */
  readonly origin: Place;
  readonly layout: (graph: Graph) => Readonly<Record<string, Place>>;
  readonly isTaken: (id: string) => boolean;
  readonly chance: Chance;
}

/** U72: the nodes and connections of a text under new ids, laid out, to the right of everything that is there. */
export function outlineOps(
  { nodes, links }: Pick<Outline, "nodes" | "links">,
  { there, origin, layout, isTaken, chance }: Ground,
): Addition {
  const made = new Set<string>();
  const fresh = (words: string) => {
    const id = newId(words, (id) => isTaken(id) || made.has(id), chance);
    made.add(id);
    return id;
  };
  // The layout keeps the order of the steps: that of the text.
  const bare = nodes.map((node, y) => nodeOf(node, fresh(wordsOf(node)), { x: 0, y }));
  const idOf = (end: End) => (typeof end === "string" ? end : (bare[end]?.id ?? ""));
  const edges = links.map(({ source, target, ...rest }) => {
    const [from, to] = [idOf(source), idOf(target)];
    const id = fresh(`${from.slice(0, MOST_CHARS)}.${to.slice(0, MOST_CHARS)}`);
    return { id, source: from, target: to, ...rest };
  });
  const inside = edges.filter(({ source, target }) => made.has(source) && made.has(target));
  const places = layout({
    name: "",
    domain: "",
    nodes: Object.fromEntries(bare.map((node) => [node.id, node])),
    edges: Object.fromEntries(inside.map((edge) => [edge.id, edge])),
  });
  const placed = bare.map((node) => ({ ...node, position: places[node.id] ?? node.position }));
  const by = shift(placed, there, origin);
  const added = placed.map((node): Node => {
    const { x, y } = node.position;
    return { ...node, position: { x: Math.round(x + by.x), y: Math.round(y + by.y) } };
  });
  return {
    ops: [...added.map((node) => addOp("nodes", node)), ...edges.map((edge) => addOp("edges", edge))],
    nodes: added,
    edges: edges.map(({ id }) => id),
  };
}

function nodeOf({ type, data }: BareNode, id: string, position: Place): Node {
  return { id, type, position, data } as Node;
}

function wordsOf(node: BareNode): string {
  return toSlug(nameOf(node), node.type).slice(0, MOST_CHARS).replace(/-$/, "");
}

function addOp(map: "nodes" | "edges", entity: { readonly id: string }): PatchOp {
  return { op: "add", path: `/${map}/${entity.id}`, value: entity as unknown as Json };
}

/** From where the layout put the nodes to where there is room. */
function shift(placed: readonly Node[], there: readonly Node[], origin: Place): Place {
  const { left, top } = edgesOf(placed);
  if (there.length === 0) return { x: origin.x - left, y: origin.y - top };
  const old = edgesOf(there);
  return { x: old.right + BESIDE - left, y: old.top - top };
}

function edgesOf(nodes: readonly Node[]): {
  readonly left: number;
  readonly top: number;
  readonly right: number;
} {
  let [left, top, right] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { x, y, width } of nodes.map(boxOf)) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
  }
  return { left, top, right };
}
