/** How much of a frame its reader is to be given: nothing, the last bytes, or all of it. */
type Share = "none" | "tail" | "all";

/** What reads the frames; payloads are views into a chunk, good only during the call. */
export interface FrameSink {
  /** Asked once for each frame, at its header; `last`: nothing complete follows it in this chunk. */
  wants(opcode: number, length: number, last: boolean): Share;
  /** For "tail": at least the last `TAIL_BYTES` of the payload, or all of it. */
  frame(opcode: number, payload: Buffer): void;
}

/** Enough to hold the last edit of a frame. */
const TAIL_BYTES = 1024;

/** Takes chunks of a server's frame stream apart; what is not wanted is skipped without being touched. */
export function readFrames(sink: FrameSink): (chunk: Buffer) => void {
  /** Bytes of a header, or of a frame wanted whole, that are not complete. */
  let held: Buffer | undefined;
  /** What was said of the frame at hand, while it is not complete. */
  let share: Share | undefined;
  /** The frame being skipped: how much is left of it, and its last bytes so far where its tail is wanted. */
  let skip = 0;
  let skipped: { opcode: number; tail: Buffer } | undefined;

  function passOver(data: Buffer, at: number): number {
    const end = Math.min(data.length, at + skip);
    skip -= end - at;
    // Only what lies near the frame's end can be part of its tail.
    if (skipped !== undefined && skip < TAIL_BYTES) {
      const part = data.subarray(Math.max(at, end - TAIL_BYTES), end);
      skipped.tail = skipped.tail.length === 0 ? Buffer.from(part) : Buffer.concat([skipped.tail, part]);
      if (skip === 0) sink.frame(skipped.opcode, skipped.tail);
    }
    return end;
  }

  return (chunk) => {
    const data = held === undefined ? chunk : Buffer.concat([held, chunk]);
    held = undefined;
    let at = skip > 0 ? passOver(data, 0) : 0;
    while (skip === 0) {
      const left = data.length - at;
      const short = left < 2 ? 0 : (data[at + 1] ?? 0) & 0x7f;
      const header = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (left < header) break;
      const opcode = (data[at] ?? 0) & 0x0f;
      const length =
        short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : data.readUInt32BE(at + 6);
      const size = header + length;
      share ??= sink.wants(opcode, length, left <= size);
      if (share === "all" && left < size) break;
      if (left >= size) {
        if (share !== "none") sink.frame(opcode, data.subarray(at + header, at + size));
        at += size;
      } else {
        skip = length;
        skipped = share === "tail" ? { opcode, tail: Buffer.alloc(0) } : undefined;
        at = passOver(data, at + header);
      }
      share = undefined;
    }
    if (skip === 0 && at < data.length) held = Buffer.from(data.subarray(at));
  };
}
