import type { Agent } from "./http-client.ts";
import type { ServerMessage } from "./messages.ts";

/** A bare TCP line that was upgraded to the protocol and behaves as badly as it is told to: it answers no ping. */
export interface RawLine {
  /** Stops and starts reading; while it does not read, the registry's frames pile up. */
  pause(): void;
  resume(): void;
  /** Everything that was read so far. */
  received(): { messages: ServerMessage[]; closeCode: number | undefined };
  readonly ended: Promise<void>;
}

const OPCODE_TEXT = 1;
const OPCODE_CLOSE = 8;

/** Upgrades a TCP connection to a SOP's socket; resolves once the registry has answered. */
export async function openRawLine(url: string, agent: Agent, sopId: string): Promise<RawLine> {
  const { hostname, port } = new URL(url);
  const chunks: Buffer[] = [];
  const answered = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      data(_, chunk) {
        chunks.push(Buffer.from(chunk));
        answered.resolve();
      },
      close: () => ended.resolve(),
      error: () => ended.resolve(),
    },
  });
  socket.write(
    [
      `GET /v1/sop/${sopId}/ws HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      `Authorization: Bearer ${agent.key}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "\r\n",
    ].join("\r\n"),
  );
  await answered.promise;
  return {
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    received: () => parseFrames(Buffer.concat(chunks)),
    ended: ended.promise,
  };
}

function parseFrames(bytes: Buffer): { messages: ServerMessage[]; closeCode: number | undefined } {
  const messages: ServerMessage[] = [];
  let closeCode: number | undefined;
  let at = bytes.indexOf("\r\n\r\n") + 4;
  while (at + 2 <= bytes.length) {
    const opcode = bytes.readUInt8(at) & 0x0f;
    const short = bytes.readUInt8(at + 1) & 0x7f;
    const header = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (at + header > bytes.length) break;
    const length =
      short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6);
    const payload = bytes.subarray(at + header, at + header + length);
    if (payload.length < length) break;
    if (opcode === OPCODE_TEXT) messages.push(JSON.parse(payload.toString()) as ServerMessage);
    if (opcode === OPCODE_CLOSE) closeCode = payload.readUInt16BE(0);
    at += header + length;
  }
  return { messages, closeCode };
}
