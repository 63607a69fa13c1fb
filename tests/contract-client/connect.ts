import type { ClientDocument } from "./document.ts";
import type { Agent } from "./http-client.ts";
import { SocketPeer } from "./socket-peer.ts";

/** The DOM types hide that Bun's WebSocket takes headers, as every client outside a browser does. */
type BunWebSocket = new (url: string, options: Bun.WebSocketOptions) => Bun.WebSocket;

/** Where and how to connect; `before` continues with `since` and `head`. */
export type ConnectOptions = {
  client?: string;
  before?: ClientDocument;
  /** Overrides what `before` says. */
  since?: number;
  head?: string;
  headers?: Record<string, string>;
  protocols?: string[];
};

/** Opens a socket without waiting for anything; for connections that are to be refused. */
export function openSocket(
  url: string,
  agent: Agent | null,
  sopId: string,
  options: ConnectOptions = {},
): SocketPeer {
  const query = new URLSearchParams();
  if (options.client !== undefined) query.set("client", options.client);
  const since = options.since ?? options.before?.version;
  const head = options.head ?? options.before?.head;
  if (since !== undefined) query.set("since", String(since));
  if (head !== undefined) query.set("head", head);
  const headers = { ...(agent === null ? {} : { authorization: `Bearer ${agent.key}` }), ...options.headers };
  const address = `${url.replace(/^http/, "ws")}/v1/sop/${sopId}/ws?${query}`;
  const socket = new (WebSocket as unknown as BunWebSocket)(address, {
    headers,
    protocols: options.protocols ?? ["sop.v1"],
  });
  return new SocketPeer(socket, options.before);
}

/** Connects and waits for the init. */
export async function connect(
  url: string,
  agent: Agent,
  sopId: string,
  options: ConnectOptions = {},
): Promise<SocketPeer> {
  const peer = openSocket(url, agent, sopId, options);
  await peer.until("init");
  return peer;
}
