import type { GraphView } from "#schemas/change/types.ts";
import type { Api } from "../app/api.ts";
import type { SopClient } from "../sync/types.ts";
import { missingNodes } from "./aside-words.ts";
import { learn, rememberedNode } from "./remembered-nodes.ts";

/**
 * U87: what asides need and this tab never showed, since it was opened after the removal: the registry is asked for the
 * version before that. Gives what does it, to be called whenever there may be something to ask.
 */
export function createRecall(sop: SopClient, api: Pick<Api, "get">): () => Promise<void> {
  /** Versions that were asked for, or are at this moment; what the network refused is asked for again. */
  const asked = new Set<number>();

  async function recall(version: number, nodes: ReadonlySet<string>): Promise<void> {
    asked.add(version);
    try {
      const path = `/v1/sop/${encodeURIComponent(sop.sop)}?version=${version}`;
      const { graph } = await api.get<{ readonly graph: GraphView }>(path);
      learn(sop, graph, nodes);
    } catch (error) {
      // Without it there is no name and no way back, but everything else stays possible.
      if ((error as { readonly status?: number }).status === 0) asked.delete(version);
    }
  }

  return async () => {
    const nodesByVersion = new Map<number, Set<string>>();
    for (const aside of sop.asides.list()) {
      const removal = aside.by?.version;
      if (removal === undefined || asked.has(removal - 1)) continue;
      const unknown = missingNodes(sop, aside).filter((id) => rememberedNode(sop, id) === undefined);
      const nodes = nodesByVersion.get(removal - 1) ?? new Set();
      for (const id of unknown) nodesByVersion.set(removal - 1, nodes.add(id));
    }
    await Promise.all([...nodesByVersion].map(([version, nodes]) => recall(version, nodes)));
  };
}
