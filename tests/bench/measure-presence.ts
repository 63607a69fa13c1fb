import { openLoadPeer, type LoadPeer } from "./load-peer.ts";
import { cpuMs } from "./process-stats.ts";
import { startRegistrySubject, withSubject, type Subject } from "./servers.ts";
import { sizedGraph } from "./sized-graph.ts";

/** `rooms` SOPs with `peers` each, all of which move their cursor `hz` times a second; 0: they are idle. */
export type PresencePlan = { name: string; rooms: number; peers: number; hz: number };

export type PresenceFigures = PresencePlan & {
  /** Share of its core that the server used; and of theirs the clients. */
  serverBusy: number;
  loadBusy: number;
  /** Moves that were made while it was measured, by all together, and messages that a peer was sent of them. */
  moves: number;
  messages: number;
  /** Messages a second that each peer was sent, and their bytes. */
  framesPerSecond: number;
  bytesPerSecond: number;
};

const TICK_MS = 5;
/** Code is compiled and the heap has grown by then. */
const WARM_MS = 2000;
/** How long a busy machine may take to tell of the first move. */
const TOLD_MS = 10_000;

/** What it costs that people see each other move. */
export async function measurePresence(plan: PresencePlan, seconds: number): Promise<PresenceFigures> {
  const graphs = Array.from({ length: plan.rooms }, () => sizedGraph(200, 250));
  return withSubject(await startRegistrySubject(graphs), async (registry) => {
    const peers: LoadPeer[] = [];
    for (let room = 0; room < plan.rooms; room++) {
      for (let client = 0; client < plan.peers; client++)
        peers.push(await openLoadPeer(registry.target(room, client), true, () => undefined));
    }
    await move(peers, plan.hz, WARM_MS);
    const before = look(registry, peers);
    const moves = await move(peers, plan.hz, seconds * 1000);
    if (moves > 0) await untilTold(peers, before.frames);
    const after = look(registry, peers);
    for (const peer of peers) peer.close();
    const ms = after.at - before.at;
    const perPeer = (count: number) => (count * 1000) / ms / peers.length;
    return {
      ...plan,
      serverBusy: (after.server - before.server) / ms,
      loadBusy: (after.load - before.load) / ms,
      moves,
      messages: (after.frames - before.frames) / peers.length,
      framesPerSecond: perPeer(after.frames - before.frames),
      bytesPerSecond: perPeer(after.bytes - before.bytes),
    };
  });
}

/** Spreads the moves over time, as people do: peer after peer, round and round. Late ones are made all the same. */
async function move(peers: readonly LoadPeer[], hz: number, ms: number): Promise<number> {
  const started = performance.now();
  const total = Math.floor((ms * hz * peers.length) / 1000);
  let sent = 0;
  for (let passed = 0; passed < ms || sent < total; passed = performance.now() - started) {
    const due = Math.min(total, Math.floor((passed * hz * peers.length) / 1000));
    for (; sent < due; sent++) {
      const peer = peers[sent % peers.length];
      peer?.add(`{"type":"presence","cursor":{"x":${sent % 4001},"y":${sent % 3001}}}`);
      peer?.flush();
    }
    await Bun.sleep(TICK_MS);
  }
  return total;
}

/** At a slow registry's the moves may all be made before it tells of the first. */
async function untilTold(peers: readonly LoadPeer[], frames: number): Promise<void> {
  const end = performance.now() + TOLD_MS;
  while (countFrames(peers) === frames && performance.now() < end) await Bun.sleep(TICK_MS);
}

function look(registry: Subject, peers: readonly LoadPeer[]) {
  return {
    at: performance.now(),
    server: cpuMs(registry.pid()),
    load: cpuMs(process.pid),
    frames: countFrames(peers),
    bytes: peers.reduce((sum, peer) => sum + peer.bytes(), 0),
  };
}

function countFrames(peers: readonly LoadPeer[]): number {
  return peers.reduce((sum, peer) => sum + peer.frames(), 0);
}
