import type { Peer } from "#schemas/protocol/server-message.ts";

/** The client names of the studio's tabs begin with this: behind one sits a person. */
export const TAB_PREFIX = "tab-";

/** An agent is whoever is connected by anything but a studio's tab: a program, or a call over HTTP. */
export function isAgent({ peer, agent }: Pick<Peer, "peer" | "agent">): boolean {
  return !peer.slice(agent.length + 1).startsWith(TAB_PREFIX);
}
