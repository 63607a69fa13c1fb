import { openLoadPeer, type LoadPeer } from "./load-peer.ts";
import { cpuMs, machineCpuMs } from "./process-stats.ts";
import { quantile } from "./quantile.ts";
import type { Subject } from "./servers.ts";

/** A load: `rooms` SOPs with `peers` each, of which the first `writers` write; `rate` edits a second in total. */
export type Load = {
  rooms: number;
  peers: number;
  writers: number;
  nodes: number;
  rate: number;
  seconds: number;
  /** The share of the frames that is read for latencies. */
  sampled?: number;
};

/** What a load met. Latencies are from when an edit was due to when a peer had it, in ms, over sampled frames. */
export type LoadResult = {
  sent: number;
  /** Edits that were at all peers of their room at the end, in share of those sent. */
  delivered: number;
  /** Edits a second, from the first sent to the last that arrived everywhere. */
  rate: number;
  p50: number;
  p99: number;
  samples: number;
  /** Server CPU per edit, in microseconds, over the steady part. */
  cpuUs: number;
  /** Share of its core that the server used, over the steady part; and of theirs the clients. */
  serverBusy: number;
  loadBusy: number;
  /** Cores that everything else on the machine used meanwhile: above 0.1, the figures are not the server's alone. */
  othersBusy: number;
  bytesPerEditAndPeer: number;
};

/** This share of a run comes before what is counted: connecting, and the first snapshots, are not the steady state. */
const WARM = 0.15;
/** Edits are handed out each so many ms. */
const TICK_MS = 1;
/** How long stragglers may take after the last edit was sent: more than a machine ever stands still. */
const DRAIN_MS = 15_000;

/** Connects, applies the load open-loop (what is late is sent all the same), waits for the rest, and disconnects. */
export async function applyLoad(subject: Subject, load: Load): Promise<LoadResult> {
  const total = Math.ceil(load.rate * load.seconds);
  const dueAt = new Float64Array(total);
  // Ids are good once for each peer, and a second load has the same peers.
  const run = crypto.randomUUID().slice(0, 8);
  const latencies: number[] = [];
  const warm = total * WARM;
  const see = (id: string) => {
    const number = Number.parseInt(id, 10);
    if (number >= warm) latencies.push(performance.now() - (dueAt[number] ?? 0));
  };
  const rooms = await openRooms(subject, load, see);
  const writers = rooms.flatMap((room) => room.slice(0, load.writers));
  const started = performance.now();
  let cpu = { server: 0, load: 0, machine: 0, at: 0, sent: 0 };
  let sent = 0;

  while (sent < total) {
    const now = performance.now();
    const due = Math.min(total, Math.floor(((now - started) * load.rate) / 1000));
    for (; sent < due; sent++) {
      dueAt[sent] = started + (sent * 1000) / load.rate;
      const peer = writers[sent % writers.length];
      peer?.add(
        editText(
          `~${sent}-${run}`,
          sent,
          subject.kind === "registry" ? peer.version() : 0,
          nodeOf(sent, load),
        ),
      );
    }
    for (const writer of writers) writer.flush();
    if (cpu.at === 0 && sent >= warm) cpu = { ...readCpu(subject), at: now, sent };
    await Bun.sleep(TICK_MS);
  }
  const steadyMs = performance.now() - cpu.at;
  const used = readCpu(subject);
  const serverMs = used.server - cpu.server;
  const loadMs = used.load - cpu.load;
  const othersMs = used.machine - cpu.machine - serverMs - loadMs;
  const arrivedAt = await untilArrived(subject, rooms, sent);
  const delivered = arrivedShare(subject, rooms, sent);
  const bytes = rooms.flat().reduce((sum, peer) => sum + peer.bytes(), 0);
  for (const peer of rooms.flat()) peer.close();
  return {
    sent,
    delivered,
    rate: (delivered * sent * 1000) / (arrivedAt - started),
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    samples: latencies.length,
    cpuUs: (serverMs * 1000) / (sent - cpu.sent),
    serverBusy: serverMs / steadyMs,
    loadBusy: loadMs / steadyMs,
    othersBusy: othersMs / steadyMs,
    bytesPerEditAndPeer: bytes / (sent * load.peers),
  };
}

function readCpu(subject: Subject): { server: number; load: number; machine: number } {
  return { server: cpuMs(subject.pid()), load: cpuMs(process.pid), machine: machineCpuMs() };
}

async function openRooms(subject: Subject, load: Load, see: (id: string) => void): Promise<LoadPeer[][]> {
  const rooms: LoadPeer[][] = [];
  for (let room = 0; room < load.rooms; room++) {
    const opening = Array.from({ length: load.peers }, (_, client) =>
      openLoadPeer(subject.target(room, client), subject.kind === "registry", see, load.sampled),
    );
    rooms.push(await Promise.all(opening));
  }
  return rooms;
}

/** Each writer drags nodes of its own, one after the other, as people do. */
function nodeOf(number: number, load: Load): number {
  const writer = (number % (load.rooms * load.writers)) % load.writers;
  const own = Math.floor(load.nodes / load.writers);
  return writer * own + (Math.floor(number / (load.rooms * load.writers)) % own);
}

/** A node move as the canvas sends it on drop, made on what its author has seen. */
function editText(id: string, number: number, base: number, node: number): string {
  const op = `{"op":"replace","path":"/nodes/n${node}/position","value":{"x":${number % 4000},"y":${number % 3001}}}`;
  return `{"type":"patch","id":"${id}","base":${base},"ts":${Date.now()},"ops":[${op}]}`;
}

/** Resolves to when the last edit was everywhere, or to now once the stragglers' time is over. */
async function untilArrived(subject: Subject, rooms: readonly LoadPeer[][], sent: number): Promise<number> {
  const end = performance.now() + DRAIN_MS;
  while (performance.now() < end && arrivedShare(subject, rooms, sent) < 1) await Bun.sleep(TICK_MS);
  return performance.now();
}

function arrivedShare(subject: Subject, rooms: readonly LoadPeer[][], sent: number): number {
  const least = rooms.map((room) =>
    Math.min(...room.map((p) => (subject.kind === "registry" ? p.edits() : p.frames()))),
  );
  return least.reduce((sum, count) => sum + count, 0) / sent;
}
