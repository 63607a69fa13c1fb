import type { Logger } from "pino";
import type { ServerWebSocket, WebSocketHandler } from "bun";
import { patchTopic, presenceTopic } from "#registry/fanout/fanout.ts";
import type { Measures } from "#registry/measures/measures.ts";
import type { Limits } from "#schemas/limits.ts";
import type { Cancel } from "#registry/clock.ts";
import type { PeerParts } from "./identity.ts";
import { Peer } from "./peer.ts";
import { REFUSALS } from "./refusal.ts";
import { SLOW_READER } from "./slow-reader.ts";
import { SWEEP_MS, sweepPeers } from "./sweep.ts";
import type { SocketTicket } from "./upgrade.ts";
import type { Wire } from "./wire.ts";

/** What hangs on a socket: its ticket, and its peer once it is open. */
export interface SocketData {
  readonly ticket: SocketTicket;
  peer?: Peer;
  /** A ping was answered: what it said comes back. */
  ponged?: (said: string) => void;
}

/**
 * Far above what the contract allows unread, which the sweep enforces: only what piles up between two sweeps meets
 * this one, and then the socket closes rather than miss a message.
 */
const BACKPRESSURE_BYTES = 64 * 1024 * 1024;

/** The most that the server can take here; the sweep closes silent sockets long before. */
const IDLE_SECONDS = 960;

/** All sockets of this process: what the server calls, and the one timer that looks over them. */
export interface Sockets {
  readonly handler: WebSocketHandler<SocketData>;
  /** Ends the timer. */
  readonly stop: Cancel;
}

/** Makes the socket handlers; starts the sweep's timer. No handler throws: that would end the process. */
export function createSockets(parts: PeerParts, measures: Measures): Sockets {
  const peers = new Set<Peer>();
  const guard = createGuard(parts.logger);
  measures.watch("patches_delayed", () => {
    let delayed = 0;
    for (const peer of peers) delayed += peer.delayed;
    return delayed;
  });

  const handler: WebSocketHandler<SocketData> = {
    open: guard((ws) => {
      measures.socketOpened();
      const { ticket } = ws.data;
      if (ticket.kind === "refused") {
        const { code, reason } = REFUSALS[ticket.refusal];
        return ws.close(code, reason);
      }
      const peer = new Peer(ticket.identity, wireOf(ws, measures), parts);
      ws.data.peer = peer;
      peers.add(peer);
      void peer.enter();
    }),
    message: guard((ws, frame: string | Buffer) => ws.data.peer?.receive(frame)),
    pong: guard((ws, data: Buffer) => {
      hear(ws, parts);
      ws.data.ponged?.(data.toString());
    }),
    ping: guard((ws) => hear(ws, parts)),
    close: guard((ws, code: number) => {
      measures.socketClosed(code);
      const { peer } = ws.data;
      if (peer === undefined) return;
      peers.delete(peer);
      peer.closed(code);
    }),
    ...boundsOf(parts.limits),
  };

  const stop = parts.clock.every(SWEEP_MS, () => sweepPeers(peers, parts.limits, parts.clock.now()));
  return { handler, stop };
}

/** Above the contract's bounds, which are checked here with the codes that it promises. */
function boundsOf({ frame_bytes }: Limits) {
  return {
    perMessageDeflate: false,
    idleTimeout: IDLE_SECONDS,
    sendPings: false,
    maxPayloadLength: Math.max(16 * 1024 * 1024, frame_bytes * 2),
    backpressureLimit: BACKPRESSURE_BYTES,
    closeOnBackpressureLimit: true,
  };
}

function hear(ws: ServerWebSocket<SocketData>, { clock }: PeerParts): void {
  if (ws.data.peer) ws.data.peer.heardAt = clock.now();
}

function wireOf(ws: ServerWebSocket<SocketData>, measures: Measures): Wire {
  let presence = "";
  let hearsPresence = false;
  const answers = new Map<string, () => void>();
  ws.data.ponged = (said) => {
    const answered = answers.get(said);
    answers.delete(said);
    answered?.();
  };
  const hearPresence = (hears: boolean) => {
    hearsPresence = hears;
    if (hears) ws.subscribe(presence);
    else ws.unsubscribe(presence);
  };
  return {
    get hearsPresence() {
      return hearsPresence;
    },
    hearPresence,
    send: (text) => text === "" || ws.send(text) !== 0,
    subscribe(topic, hearsSide) {
      ws.subscribe(topic);
      ws.subscribe(patchTopic(topic, hearsSide));
      presence = presenceTopic(topic);
      hearPresence(true);
    },
    close(code, reason) {
      if (reason === SLOW_READER) measures.readerTooSlow();
      ws.close(code, reason);
    },
    ping(answered) {
      if (answered === undefined) return void ws.ping();
      const said = crypto.randomUUID();
      answers.set(said, answered);
      ws.ping(said);
    },
    pause: () => ws.pause(),
    resume: () => ws.resume(),
    unread: () => ws.getBufferedAmount(),
  };
}

function createGuard(logger: Logger) {
  return <A extends unknown[]>(handle: (ws: ServerWebSocket<SocketData>, ...rest: A) => void) =>
    (ws: ServerWebSocket<SocketData>, ...rest: A): void => {
      try {
        handle(ws, ...rest);
      } catch (error) {
        logger.error({ err: error }, "socket handler failed");
        ws.terminate();
      }
    };
}
