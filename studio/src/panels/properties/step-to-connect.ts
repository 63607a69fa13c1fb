import type { Edge } from "#schemas/graph/edge.ts";
import type { NodeOption } from "./use-graph-parts.ts";

/** U33: the step that an action names and that its branch does not lead to yet; null: none. */
export function stepToConnect(
  action: string,
  node: string,
  edges: readonly Pick<Edge, "target">[],
  options: readonly NodeOption[],
): NodeOption | null {
  const name = action.trim();
  const step = options.find(({ type, title, id }) => type === "step" && title === name && id !== node);
  return step === undefined || edges.some(({ target }) => target === step.id) ? null : step;
}
