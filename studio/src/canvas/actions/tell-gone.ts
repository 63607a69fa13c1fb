import { toast } from "sonner";
import type { Place } from "#schemas/convert/layout.ts";
import type { Node } from "#schemas/graph/node.ts";
import { nameOf, nodeName } from "../../together/names.ts";
import type { Canvas } from "../canvas-context.tsx";
import { boxOf } from "../free-place.ts";

/** Says that a node which a line was drawn from, or to, has gone meanwhile, and by whom. */
export function tellGone({ editor: { sop } }: Pick<Canvas, "editor">, node: string): void {
  const by = sop.lastWrite(`/nodes/${node}`);
  const who = by === null ? "somebody" : nameOf(sop, by.agent);
  toast.info(`The connection was not made: ${who} removed ${nodeName(sop, node)} while you drew.`, {
    id: "connect",
  });
}

/** The node that was at a place when a line was begun, and is not there any more. */
export function goneAt(
  { editor: { sop } }: Pick<Canvas, "editor">,
  before: readonly Node[],
  { x, y }: Place,
): string | null {
  const gone = before.filter(({ id }) => !sop.view.nodes.has(id));
  const there = gone.find((node) => {
    const box = boxOf(node);
    return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  });
  return there?.id ?? null;
}
