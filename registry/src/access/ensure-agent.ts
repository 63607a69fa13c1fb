import type { AgentRecord, AgentStore } from "#registry/storage/agents.ts";

/** About 1 MB; past it everything is forgotten at once, which costs one write per agent. */
const KEEP_MAX = 4000;

/** Makes the way to have an agent stored on first sight: it is written once, and again when its name or org is another. */
export function makeEnsureAgent(
  agents: Pick<AgentStore, "ensure">,
): (agent: AgentRecord) => Promise<AgentRecord> {
  const seen = new Map<string, AgentRecord>();
  return async (agent) => {
    const { agent_id, name, org_id } = agent;
    const known = seen.get(agent_id);
    if (known !== undefined && known.name === name && known.org_id === org_id) return known;
    const stored = await agents.ensure(agent);
    if (seen.size >= KEEP_MAX) seen.clear();
    seen.set(agent_id, stored);
    return stored;
  };
}
