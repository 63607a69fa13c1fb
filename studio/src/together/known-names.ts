import type { SopClient } from "../sync/types.ts";

/** What agents are called who were here, or did something before. */
const known = new WeakMap<object, Map<string, string>>();

/** The name of an agent who need not be here; undefined: nobody said it. */
export function knownName(sop: Pick<SopClient, "peers">, agent: string): string | undefined {
  for (const peer of sop.peers.values()) if (peer.agent === agent) return peer.name;
  return known.get(sop)?.get(agent);
}

/** Takes in what agents are called. */
export function learnNames(sop: object, names: Iterable<readonly [agent: string, name: string]>): void {
  const there = known.get(sop) ?? new Map<string, string>();
  known.set(sop, there);
  for (const [agent, name] of names) there.set(agent, name);
}
