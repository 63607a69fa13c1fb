import { OPCODE } from "./frame.ts";
import { cpuMs } from "./process-stats.ts";
import { quantile } from "./quantile.ts";
import { openRawSocket, type Target } from "./raw-socket.ts";
import { startRegistrySubject, startRelaySubject, withSubject, type Subject } from "./servers.ts";
import { sizedGraph } from "./sized-graph.ts";

export type Joins = { joins: number; p50: number; p99: number; cpuUs: number; bytes: number };

export type JoiningFigures = {
  nodes: number;
  edges: number;
  /** A SOP that is open already. */
  warm: Joins;
  /** The first one in after a restart. */
  cold: Joins;
  /** The relay, sending as many bytes as the registry's init has. */
  relay: Joins;
  /** The first ones of a relay that was just started. */
  coldRelay: Joins;
};

/** Both servers have compiled their code by then; the cold joins meet a process that has not. */
const WARM_UP_JOINS = 300;

/** Times, in ms, from the first byte of a connection to the last byte of its init; CPU in microseconds a join. */
export async function measureJoining(
  nodes: number,
  edges: number,
  joins: number,
  cold: number,
): Promise<JoiningFigures> {
  const graph = sizedGraph(nodes, edges);
  const sops = Array.from({ length: cold }, () => graph);
  const [warm, first] = await withSubject(await startRegistrySubject(sops), async (registry) => {
    const keepOpen = await join(registry.target(0, 999_999));
    await joinMany(registry, WARM_UP_JOINS, () => 0);
    const open = await joinMany(registry, joins, () => 0);
    keepOpen.close();
    await registry.process.stop();
    await registry.process.start();
    return [open, await joinMany(registry, cold, (number) => number)] as const;
  });
  const [coldRelay, relay] = await withSubject(await startRelaySubject(warm.bytes), async (subject) => {
    const first = await joinMany(subject, cold, () => 0);
    await joinMany(subject, WARM_UP_JOINS, () => 0);
    return [first, await joinMany(subject, joins, () => 0)] as const;
  });
  return { nodes, edges, warm, cold: first, relay, coldRelay };
}

async function joinMany(subject: Subject, joins: number, roomOf: (number: number) => number): Promise<Joins> {
  const times: number[] = [];
  let bytes = 0;
  const before = cpuMs(subject.pid());
  for (let number = 0; number < joins; number++) {
    const joined = await join(subject.target(roomOf(number), number));
    times.push(joined.ms);
    bytes = joined.bytes;
    joined.close();
  }
  const cpuUs = ((cpuMs(subject.pid()) - before) * 1000) / joins;
  return { joins, p50: quantile(times, 0.5), p99: quantile(times, 0.99), cpuUs, bytes };
}

/** Connects and waits for the whole of the first frame. */
async function join(target: Target): Promise<{ ms: number; bytes: number; close(): void }> {
  const started = performance.now();
  const greeted = Promise.withResolvers<number>();
  // Without a name it leaves at once: those who are away would else stand in everybody's init for a while.
  const nameless = { ...target, path: target.path.replace(/\?.*/, "") };
  const socket = await openRawSocket(nameless, {
    wants: (opcode) => (opcode === OPCODE.text ? "all" : "none"),
    frame: (_, payload) => greeted.resolve(payload.length),
  });
  const bytes = await greeted.promise;
  return { ms: performance.now() - started, bytes, close: () => socket.close() };
}
