import type { Server } from "bun";
import { createApp } from "./http/app.ts";
import type { Deps } from "./deps.ts";
import { type CallLimits, createCallLimits } from "./front/call-limits.ts";
import { createFront, hasCredential, type Incoming } from "./front/front.ts";
import { createSockets, type SocketData } from "./peer/sockets.ts";
import { createUpgrade, type SocketTicket } from "./peer/upgrade.ts";

/** A registry that listens. */
export interface RunningServer {
  /** `http://host:port`, without a slash at the end. */
  readonly url: string;
  /** Takes no new calls, lets rooms finish and close their sockets with 1012, then ends what is left. */
  stop(): Promise<void>;
}

/**
 * Bodies are bounded where they are read, with a problem document; past this bound the server itself answers a bare
 * 413, and nothing legitimate comes near it.
 */
const BODY_FACTOR = 16;

/** Idle keep-alive connections end after this; streams lift it for themselves. */
const IDLE_SECONDS = 60;

/** Starts to listen. Throws when the address is taken. */
export function startServer(deps: Deps): RunningServer {
  const app = createApp(deps);
  const upgrade = createUpgrade(deps);
  const { rooms, access, fanout, clock, log } = deps;
  const { limits, host, port } = deps.config;
  const { patchTurns, measures } = deps;
  const sockets = createSockets({ rooms, access, clock, limits, logger: log, patchTurns }, measures);

  const callLimits = createCallLimits(limits, clock, deps.measures);
  const front = createFront(deps, callLimits, async (incoming) => {
    const { request } = incoming;
    const sop = sopOfSocket(request);
    if (sop === null) return app.fetch(request, { server });
    return upgrade(request, sop, (ticket, headers) =>
      server.upgrade(request, { data: { ticket: countFailure(ticket, incoming, callLimits) }, headers }),
    );
  });

  const server: Server<SocketData> = Bun.serve<SocketData>({
    port,
    hostname: host,
    idleTimeout: IDLE_SECONDS,
    maxRequestBodySize: limits.body_bytes * BODY_FACTOR,
    websocket: sockets.handler,
    fetch: (request, server) => front(request, server.requestIP(request)?.address ?? null),
  });
  fanout.useSockets((topic, text) => void server.publish(topic, text));

  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${server.port}`,
    async stop() {
      const drained = server.stop(false);
      await rooms.closeAll();
      sockets.stop();
      await Promise.race([drained, new Promise<void>((done) => void clock.after(STOP_MS, done))]);
      await server.stop(true);
    },
  };
}

/** Calls and close handshakes that are under way may take this long to end. */
const STOP_MS = 500;

/** A browser is upgraded even when it is refused, so that it can see why: that is a refused credential too. */
function countFailure(
  ticket: SocketTicket,
  { request, address }: Incoming,
  limits: CallLimits,
): SocketTicket {
  if (ticket.kind !== "refused" || ticket.refusal !== "unauthenticated") return ticket;
  if (!hasCredential(request) || limits.takeFailure(address, "socket").isAllowed) return ticket;
  return { kind: "refused", refusal: "too_many_failures" };
}

const SOCKET_PATH = /^\/v1\/sop\/([^/]+)\/ws$/;

/** The SOP whose socket is asked for; null: this is any other call. */
function sopOfSocket(request: Request): string | null {
  if (request.method !== "GET") return null;
  const match = SOCKET_PATH.exec(new URL(request.url).pathname)?.[1];
  if (match === undefined) return null;
  try {
    return decodeURIComponent(match);
  } catch {
    return match;
  }
}
