import type { AssembledRegistry } from "./assemble-registry.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { SocketData } from "./peer/sockets.ts";
import page from "../../studio/index.html";

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
export function startServer(
  registry: AssembledRegistry,
  { limits, host, port, studio }: Config,
  clock: Clock,
): RunningServer {
  const server = Bun.serve<SocketData>({
    port,
    hostname: host,
    idleTimeout: IDLE_SECONDS,
    maxRequestBodySize: limits.body_bytes * BODY_FACTOR,
    websocket: registry.sockets,
    // Bundled when it is asked for, and again when a source changes.
    routes: studio === "live" ? { "/": page, "/sop/*": page, "/invite": page } : {},
    development: studio === "live",
    fetch: (request, server) =>
      registry.answer(request, {
        address: server.requestIP(request)?.address ?? null,
        upgrade: (ticket, headers) => server.upgrade(request, { data: { ticket }, headers }),
        server,
      }),
  });
  registry.useSockets({
    publish: (topic, text) => void server.publish(topic, text),
    hearers: (topic) => server.subscriberCount(topic),
  });

  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${server.port}`,
    async stop() {
      const drained = server.stop(false);
      await registry.drain();
      await Promise.race([drained, new Promise<void>((done) => void clock.after(STOP_MS, done))]);
      await server.stop(true);
    },
  };
}

/** Calls and close handshakes that are under way may take this long to end. */
const STOP_MS = 500;
