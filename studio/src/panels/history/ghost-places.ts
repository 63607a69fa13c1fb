import type { GraphView } from "#schemas/change/types.ts";
import { sizeOfNode } from "#schemas/convert/node-sizes.ts";
import type { Node } from "#schemas/graph/node.ts";
import type { JsonObject } from "#schemas/json.ts";
import { boxOf } from "../../canvas/free-place.ts";

/** Flow units between a ghost and what it makes room for. */
const GAP = 40;
/** Beyond, a ghost lies on something. */
const MOST_STEPS = 20;

/**
 * U51: ghosts where they stood, but to the right of a node that covers the place now: what took another's place would
 * hide it.
 */
export function besideOthers(ghosts: readonly JsonObject[], { nodes }: GraphView): readonly JsonObject[] {
  const taken = Object.values(nodes).map((node) => boxOf(node as unknown as Node));
  return ghosts.map((entity) => {
    const ghost = entity as unknown as Node;
    let { x } = ghost.position;
    for (
      let step = 0;
      step < MOST_STEPS && taken.some((box) => isCovered({ ...boxOf(ghost), x }, box));
      step++
    )
      x += sizeOfNode(ghost).width + GAP;
    taken.push({ ...boxOf(ghost), x });
    return x === ghost.position.x ? entity : { ...entity, position: { ...ghost.position, x } };
  });
}

type Box = ReturnType<typeof boxOf>;

/** Whether more than a third of a box is under another. */
function isCovered(box: Box, other: Box): boolean {
  const across = Math.min(box.x + box.width, other.x + other.width) - Math.max(box.x, other.x);
  const down = Math.min(box.y + box.height, other.y + other.height) - Math.max(box.y, other.y);
  return across > 0 && down > 0 && across * down * 3 > box.width * box.height;
}
