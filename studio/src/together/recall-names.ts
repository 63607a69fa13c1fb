import type { Api } from "../app/api.ts";
import type { SopClient } from "../sync/types.ts";
import { knownName, learnNames } from "./known-names.ts";
import { tellLearned } from "./remembered-nodes.ts";

/**
 * U87: what those are called, without being here, who are why something of mine was set aside: the registry is asked once
 * for each. Gives what does it, to be called whenever there may be somebody to ask for.
 */
export function createNameRecall(sop: SopClient, api: Pick<Api, "get">): () => Promise<void> {
  const asked = new Set<string>();
  return async () => {
    const agents = sop.asides.list().flatMap(({ by }) => by?.agent ?? []);
    const unknown = agents.filter((agent) => knownName(sop, agent) === undefined && !asked.has(agent));
    if (unknown.length === 0) return;
    for (const agent of unknown) asked.add(agent);
    try {
      const path = `/v1/sop/${encodeURIComponent(sop.sop)}/activity?limit=200`;
      const { names } = await api.get<{ readonly names: Readonly<Record<string, string>> }>(path);
      learnNames(sop, Object.entries(names));
      tellLearned(sop);
    } catch (error) {
      // They are called by their ids, until there is a network again.
      if ((error as { readonly status?: number }).status === 0)
        for (const agent of unknown) asked.delete(agent);
    }
  };
}
