import type { Server } from "bun";
import { createApp } from "./http/app.ts";
import { problem } from "./http/problem.ts";
import type { Deps } from "./deps.ts";
import { createSockets, type SocketData } from "./peer/sockets.ts";
import { createUpgrade } from "./peer/upgrade.ts";

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
  const { rooms, fanout, clock, log } = deps;
  const { limits, host, port } = deps.config;
  const sockets = createSockets({ rooms, clock, limits, logger: log }, deps.measures);

  async function answer(request: Request, server: Server<SocketData>): Promise<Response | undefined> {
    const sop = sopOfSocket(request);
    if (sop === null) return app.fetch(request, { server });
    return upgrade(request, sop, (ticket, headers) => server.upgrade(request, { data: { ticket }, headers }));
  }

  const server = Bun.serve<SocketData>({
    port,
    hostname: host,
    idleTimeout: IDLE_SECONDS,
    maxRequestBodySize: limits.body_bytes * BODY_FACTOR,
    websocket: sockets.handler,
    async fetch(request, server) {
      try {
        return await answer(request, server);
      } catch (error) {
        log.error({ err: error, path: new URL(request.url).pathname }, "request failed");
        return problem("internal", "A fault here; it was logged.");
      }
    },
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
