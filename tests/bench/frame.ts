const FIN_TEXT = 0x81;
const FIN_CLOSE = 0x88;
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

/** A masked close with 1000: a goodbye, without which the peer's place would be kept. */
export function closeFrame(): Buffer {
  return Buffer.from([FIN_CLOSE, MASKED | 2, 0, 0, 0, 0, 0x03, 0xe8]);
}

export const OPCODE = { text: 1, close: 8, ping: 9, pong: 10 } as const;
