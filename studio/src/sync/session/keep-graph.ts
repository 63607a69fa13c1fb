import type { Write } from "../store/store.ts";
import type { SessionParts } from "./parts.ts";
import { KEEP } from "./stored-queue.ts";

/** Keeps the confirmed graph whole, in the place of the patches that led to it. */
export function keepGraph(parts: SessionParts): void {
  const { core, keeper } = parts;
  parts.keptPatches = 0;
  const { nodes, edges, ...meta } = core.confirmed();
  // Maps of its own: the confirmed graph moves on before this is written.
  keeper.keepSoon([
    ...KEEP.graph({ ...meta, nodes: { ...nodes }, edges: { ...edges } }, core.confirmedSide()),
    ...standingOf(parts),
    keepInGraph(parts),
  ]);
}

/** Tells with what is confirmed which unanswered patches are in it: a tab that comes back would show them twice. */
export function keepInGraph({ core }: Pick<SessionParts, "core">): Write {
  const inGraph = [...core.queue.all()].filter(({ isInGraph }) => isInGraph);
  return KEEP.inGraph(inGraph.map(({ made }) => made.id));
}

function standingOf({ core, company, serverNow, newest, env }: SessionParts) {
  const { peer, role, envelope } = company;
  if (peer === null || role === null) return [];
  const { version, head } = core;
  return [KEEP.standing({ version, head, peer, role, envelope, offset: serverNow() - env.now(), newest })];
}
