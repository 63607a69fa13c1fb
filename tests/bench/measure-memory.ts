import { openLoadPeer, type LoadPeer } from "./load-peer.ts";
import { settledRssBytes } from "./process-stats.ts";
import { startRegistrySubject, withSubject } from "./servers.ts";
import { sizedGraph } from "./sized-graph.ts";

const NODES = 200;
const EDGES = 250;
const SETTLE_MS = 8000;

export type MemoryFigures = {
  sops: number;
  connections: number;
  /** RSS of a registry in which one SOP was opened, in bytes. */
  idleBytes: number;
  /** RSS per further open 200-node SOP with one peer, in bytes. */
  perSopBytes: number;
  /** RSS per further connection that does nothing, in bytes. */
  perConnectionBytes: number;
};

/** What open SOPs and idle connections cost, as the operating system sees it once garbage is gone. */
export async function measureMemory(sops: number, connections: number): Promise<MemoryFigures> {
  const graphs = Array.from({ length: sops + 1 }, () => sizedGraph(NODES, EDGES));
  return withSubject(await startRegistrySubject(graphs), async (registry) => {
    const peers: LoadPeer[] = [];
    const open = async (room: number, client: number) => {
      peers.push(await openLoadPeer(registry.target(room, client), true, () => undefined));
    };
    // A fresh process: what creating the SOPs left behind is not theirs.
    await registry.process.stop();
    await registry.process.start();
    await open(sops, 0);
    const idleBytes = await settledRssBytes(registry.pid(), SETTLE_MS);
    for (let room = 0; room < sops; room++) await open(room, 0);
    const opened = await settledRssBytes(registry.pid(), SETTLE_MS);
    for (let client = 0; client < connections; client++) await open(client % sops, client + 1);
    const crowded = await settledRssBytes(registry.pid(), SETTLE_MS);
    for (const peer of peers) peer.close();
    return {
      sops,
      connections,
      idleBytes,
      perSopBytes: (opened - idleBytes) / sops,
      perConnectionBytes: (crowded - opened) / connections,
    };
  });
}
