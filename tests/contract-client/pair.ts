import { createSop, register, type Agent } from "./http-client.ts";
import { smallGraph } from "./graphs.ts";
import type { Graph, Sop } from "./json.ts";
import { connect } from "./connect.ts";
import type { SocketPeer } from "./socket-peer.ts";

/** A new SOP with its owner and two of their tabs, connected. */
export type Pair = { url: string; agent: Agent; sop: Sop; ann: SocketPeer; bob: SocketPeer };

/** A client name that sorts by `word` and is new each time. */
export function clientName(word: string): string {
  return `${word}-${crypto.randomUUID().slice(0, 8)}`;
}

/** Makes an agent, a SOP (the small graph, where none is given) and two connected peers. */
export async function openPair(url: string, graph: Graph = smallGraph()): Promise<Pair> {
  const agent = await register(url, "pair");
  const sop = await createSop(url, agent, graph);
  const ann = await connect(url, agent, sop.id, { client: clientName("ann") });
  const bob = await connect(url, agent, sop.id, { client: clientName("bob") });
  return { url, agent, sop, ann, bob };
}

/** Waits until both clients have `version`, so that a later base is what it says. */
export async function settle(
  pair: Pair,
  version = Math.max(pair.ann.version, pair.bob.version),
): Promise<void> {
  await Promise.all([pair.ann.reach(version), pair.bob.reach(version)]);
}
