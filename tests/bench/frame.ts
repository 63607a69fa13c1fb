const FIN_TEXT = 0x81;
const FIN_PONG = 0x8a;
const MASKED = 0x80;

/**
 * Writes one text frame from a client at `offset` of `into` and gives the offset after it. `text` must be ASCII.
 * The mask is four zero bytes, which RFC 6455 allows: the payload stays as it is and costs the generator nothing.
 */
export function writeTextFrame(into: Buffer, offset: number, text: string): number {
  const length = text.length;
  into[offset++] = FIN_TEXT;
  if (length < 126) into[offset++] = MASKED | length;
  else if (length < 65_536) {
    into[offset++] = MASKED | 126;
    offset = into.writeUInt16BE(length, offset);
  } else {
    into[offset++] = MASKED | 127;
    offset = into.writeBigUInt64BE(BigInt(length), offset);
  }
  offset = into.writeUInt32BE(0, offset);
  into.write(text, offset, "latin1");
  return offset + length;
}

/** Most bytes that `writeTextFrame` needs for a text of this length. */
export function frameSize(length: number): number {
  return length + 14;
}

/** An empty masked pong. */
export function pongFrame(): Buffer {
  return Buffer.from([FIN_PONG, MASKED, 0, 0, 0, 0]);
}

export const OPCODE = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** What reads the frames: payloads are views into the chunk, good only during the call. */
export interface FrameSink {
  /** True: give me this frame's payload; false: skip it uncopied. `last`: the chunk ends with this frame. */
  wants(opcode: number, length: number, last: boolean): boolean;
  frame(opcode: number, payload: Buffer): void;
}

/** Takes chunks of a server's frame stream apart; skips unwanted payloads without touching them. */
export function readFrames(sink: FrameSink): (chunk: Buffer) => void {
  let held: Buffer | undefined;
  let skip = 0;

  return (chunk) => {
    let data = held === undefined ? chunk : Buffer.concat([held, chunk]);
    held = undefined;
    let at = 0;
    for (;;) {
      const left = data.length - at;
      if (skip > 0) {
        const step = Math.min(skip, left);
        skip -= step;
        at += step;
        if (skip > 0) return;
        continue;
      }
      if (left < 2) break;
      const opcode = (data[at] ?? 0) & 0x0f;
      const short = (data[at + 1] ?? 0) & 0x7f;
      const header = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (left < header) break;
      const length =
        short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : data.readUInt32BE(at + 6);
      const whole = left >= header + length;
      if (sink.wants(opcode, length, left === header + length)) {
        if (!whole) break;
        sink.frame(opcode, data.subarray(at + header, at + header + length));
      } else if (!whole) {
        skip = length;
        at += header;
        continue;
      }
      at += header + length;
    }
    if (at < data.length) held = Buffer.from(data.subarray(at));
  };
}
