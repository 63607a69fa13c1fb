import { openLoadPeer, type LoadPeer } from "./load-peer.ts";
import { settledRssBytes } from "./process-stats.ts";
import { startRegistrySubject, withSubject, type Subject } from "./servers.ts";
import { sizedGraph } from "./sized-graph.ts";

const NODES = 200;
const EDGES = 250;
const SETTLE_MS = 9000;
/** Opened before the first look, in share of what is measured. */
const WARM = 0.25;

export type MemoryFigures = {
  sops: number;
  connections: number;
  /** RSS of a registry with the first SOPs open, a quarter of `sops`, in bytes. */
  idleBytes: number;
  /** RSS per further open 200-node SOP with one peer, who has edited it, in bytes. */
  perSopBytes: number;
  /** RSS per further connection that does nothing, in bytes. */
  perConnectionBytes: number;
};

/**
 * What open SOPs and idle connections cost, as the operating system sees it once garbage is gone. A share of each is
 * opened before the first look, so that what a process needs once (compiled code, a grown heap) is not theirs.
 */
export async function measureMemory(sops: number, connections: number): Promise<MemoryFigures> {
  const all = Math.ceil(sops * (1 + WARM));
  const graphs = Array.from({ length: all }, () => sizedGraph(NODES, EDGES));
  return withSubject(await startRegistrySubject(graphs), async (registry) => {
    const peers: LoadPeer[] = [];
    const openSops = async (from: number, to: number) => {
      for (let room = from; room < to; room++) peers.push(await openEdited(registry, room));
    };
    const openMore = async (from: number, to: number) => {
      for (let i = from; i < to; i++) peers.push(await openIdle(registry, i % all, 1 + i));
    };
    const look = () => settledRssBytes(registry.pid(), SETTLE_MS);
    // A fresh process: what creating the SOPs left behind is not theirs.
    await registry.process.stop();
    await registry.process.start();
    await openSops(0, all - sops);
    const idleBytes = await look();
    await openSops(all - sops, all);
    const opened = await look();
    const warm = Math.ceil(connections * WARM);
    await openMore(0, warm);
    const begun = await look();
    await openMore(warm, warm + connections);
    const crowded = await look();
    for (const peer of peers) peer.close();
    return {
      sops,
      connections,
      idleBytes,
      perSopBytes: (opened - idleBytes) / sops,
      perConnectionBytes: (crowded - begun) / connections,
    };
  });
}

/** A SOP that is only looked at is kept as text; an edit makes its whole state. */
async function openEdited(registry: Subject, room: number): Promise<LoadPeer> {
  const peer = await openIdle(registry, room, 0);
  const op = `{"op":"replace","path":"/nodes/n0/position","value":{"x":${room},"y":1}}`;
  peer.add(`{"type":"patch","id":"first","base":0,"ts":${Date.now()},"ops":[${op}]}`);
  peer.flush();
  while (peer.version() === 0) await Bun.sleep(1);
  return peer;
}

function openIdle(registry: Subject, room: number, client: number): Promise<LoadPeer> {
  return openLoadPeer(registry.target(room, client), true, () => undefined);
}
