import { readFrames, type FrameSink } from "./frame-reader.ts";
import { closeFrame, OPCODE, pongFrame } from "./frame.ts";

/** Longest wait for a handshake, ms. */
const OPEN_MS = 15_000;

/** Where to connect: `path` with its query, `authorization` as the header wants it. */
export type Target = { hostname: string; port: number; path: string; authorization?: string };

/** A WebSocket as light as it gets: one core has to carry all clients of a run. */
export interface RawSocket {
  /** Hands over whole frames; what the kernel does not take now goes out as it drains. */
  write(frames: Buffer): void;
  /** Bytes that wait for the kernel. */
  waiting(): number;
  close(): void;
  readonly closed: Promise<void>;
}

/** Opens a socket and upgrades it; `sink` gets every frame but pings, which are answered here. Rejects on a refusal. */
export async function openRawSocket(target: Target, sink: FrameSink): Promise<RawSocket> {
  const opened = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  const pong = pongFrame();
  let backlog: Buffer[] = [];
  let head = "";
  let upgraded = false;

  const read = readFrames({
    wants(opcode, length, last) {
      if (opcode === OPCODE.ping) send(pong);
      return opcode === OPCODE.ping ? "none" : sink.wants(opcode, length, last);
    },
    frame: (opcode, payload) => sink.frame(opcode, payload),
  });

  function takeHead(chunk: Buffer): void {
    head += chunk.toString("latin1");
    const end = head.indexOf("\r\n\r\n");
    if (end < 0) return;
    if (!head.startsWith("HTTP/1.1 101")) return opened.reject(new Error(`refused: ${head.slice(0, 300)}`));
    upgraded = true;
    opened.resolve();
    const rest = Buffer.from(head.slice(end + 4), "latin1");
    if (rest.length > 0) read(rest);
  }

  function send(frames: Buffer): void {
    if (backlog.length > 0) return void backlog.push(Buffer.from(frames));
    const written = socket.write(frames);
    if (written < frames.length) backlog.push(Buffer.from(frames.subarray(Math.max(0, written))));
  }

  const socket = await Bun.connect({
    hostname: target.hostname,
    port: target.port,
    socket: {
      data: (_, chunk) => (upgraded ? read(chunk) : takeHead(chunk)),
      drain() {
        const waiting = backlog;
        backlog = [];
        for (const frames of waiting) send(frames);
      },
      close() {
        opened.reject(new Error("closed during the handshake"));
        closed.resolve();
      },
      error: (_, error) => opened.reject(error),
    },
  });
  socket.setNoDelay(true);
  socket.write(upgradeRequest(target));
  const timer = setTimeout(() => opened.reject(new Error("no answer to the upgrade")), OPEN_MS);
  await opened.promise.finally(() => clearTimeout(timer));
  return {
    write: send,
    waiting: () => backlog.reduce((sum, frames) => sum + frames.length, 0),
    close() {
      socket.write(closeFrame());
      socket.end();
    },
    closed: closed.promise,
  };
}

function upgradeRequest(target: Target): string {
  const lines = [
    `GET ${target.path} HTTP/1.1`,
    `Host: ${target.hostname}:${target.port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${crypto.getRandomValues(Buffer.alloc(16)).toString("base64")}`,
    "Sec-WebSocket-Protocol: sop.v1",
  ];
  if (target.authorization !== undefined) lines.push(`Authorization: ${target.authorization}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}
