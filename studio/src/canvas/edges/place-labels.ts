import type { Place } from "#schemas/convert/layout.ts";
import type { Size } from "#schemas/convert/node-sizes.ts";
import type { Box } from "../free-place.ts";
import type { Flow } from "../to-flow.ts";
import { createBoxIndex, type BoxIndex } from "./box-index.ts";
import { edgePath } from "./edge-path.ts";
import { endsOf } from "./ends-of.ts";

/** Where along its way a label is tried after its own place: the middle first, then closer and closer, at last beside its own node. */
const OTHERS = [0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9, 0.43, 0.57, 0.27, 0.73, 0.15, 0.85, -0.2, -0.5, -0.8];

/** Those that cover something all the same are tried again, so often: others have moved on since. */
const ROUNDS = 2;

/** So far the ways in and out stand out over and under a node. */
const HANDLE = 6;

/** Flow units between two labels. */
const AIR = 3;

/**
 * U95: where along its way each label stands (`EdgePath.labelAt`): at its own place where that covers no node and no
 * other label, else at the first that does, else where it covers least.
 */
export function placeLabels(flow: Pick<Flow, "nodes" | "edges">): Map<string, number> {
  const taken = createBoxIndex();
  for (const { position, width = 0, height = 0 } of flow.nodes)
    taken.add({ x: position.x, y: position.y - HANDLE, width, height: height + 2 * HANDLE });
  // A short way has the fewest places: it chooses first.
  const labels = labelsOf(flow).toSorted((a, b) => a.length - b.length);
  let left = labels.filter((label) => settle(label, taken) > 0);
  for (let round = 0; round < ROUNDS; round++) left = left.filter((label) => settle(label, taken) > 0);
  return new Map(labels.map(({ id, at }) => [id, at]));
}

interface Label {
  readonly id: string;
  /** How long its way is, about. */
  readonly length: number;
  readonly boxAt: (at: number) => Box;
  at: number;
  /** What it takes there; null: it has no place yet. */
  box: Box | null;
}

function labelsOf({ nodes, edges }: Pick<Flow, "nodes" | "edges">): Label[] {
  const nodeById = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap((edge): Label[] => {
    const [source, target] = [nodeById.get(edge.source), nodeById.get(edge.target)];
    if (edge.data === undefined || edge.data.text === "") return [];
    const ends = source === undefined || target === undefined ? null : endsOf(edge, source, target);
    if (ends === null) return [];
    const { start, end } = ends;
    const { labelAt } = edgePath(start, end);
    const size = labelSize(edge.data.text);
    const boxAt = (at: number) => around(labelAt(at), size);
    const length = Math.abs(end.x - start.x) + Math.abs(end.y - start.y);
    return [{ id: edge.id, length, boxAt, at: edge.data.at, box: null }];
  });
}

/** Gives a label the best place of those that are left; gives how much it covers there. */
function settle(label: Label, taken: BoxIndex): number {
  if (label.box !== null) taken.remove(label.box);
  let least = Infinity;
  for (const at of [label.at, ...OTHERS]) {
    const box = label.boxAt(at);
    const covered = taken.covered(box);
    if (covered >= least) continue;
    Object.assign(label, { at, box });
    least = covered;
    if (covered === 0) break;
  }
  if (label.box !== null) taken.add(label.box);
  return least;
}

function around({ x, y }: Place, { width, height }: Size): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** About what a label takes, in flow units, with some air: known without drawing it. */
export function labelSize(text: string): Size {
  return { width: Math.min(MOST_WIDTH, text.length * LETTER + PADDING) + AIR, height: HEIGHT + AIR };
}

const MOST_WIDTH = 144;
const LETTER = 6.5;
const PADDING = 18;
const HEIGHT = 20;
