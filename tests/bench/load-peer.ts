import { OPCODE, frameSize, writeTextFrame } from "./frame.ts";
import { openRawSocket, type RawSocket, type Target } from "./raw-socket.ts";

/** This share of the frames, drawn by lot, is read for latencies by default; of the others only the last edit's version. */
const SAMPLED = 1 / 16;
const BUFFER_BYTES = 256 * 1024;

/** What a peer sees: called for every edit found in a sampled frame, by the edit's id. */
export type SeeEdit = (id: string) => void;

/** A peer under load: counts what it gets, samples latencies, and sends what it is told to. */
export interface LoadPeer {
  /** Adds one edit to what `flush` sends. */
  add(text: string): void;
  flush(): void;
  /** The version of the newest edit seen; 0 on a relay, which has none. */
  version(): number;
  /** Edits seen so far, by what versions say; a relay has none. */
  edits(): number;
  /** Frames of edits so far. */
  frames(): number;
  bytes(): number;
  waiting(): number;
  close(): void;
}

/** Connects and waits for the first frame where the server sends one (`greets`). */
export async function openLoadPeer(
  target: Target,
  greets: boolean,
  seeEdit: SeeEdit,
  share = SAMPLED,
): Promise<LoadPeer> {
  const greeted = Promise.withResolvers<void>();
  let first = greets;
  let frames = 0;
  let bytes = 0;
  let version = 0;
  let begun = 0;
  let sampled = false;

  const socket: RawSocket = await openRawSocket(target, {
    wants(opcode, length, last) {
      if (opcode !== OPCODE.text) return "none";
      frames++;
      bytes += length;
      sampled = first || Math.random() < share;
      return sampled ? "all" : last ? "tail" : "none";
    },
    frame(_, payload) {
      version = lastVersion(payload) ?? version;
      if (first) {
        first = false;
        begun = version;
        frames = 0;
        bytes = 0;
        greeted.resolve();
      } else if (sampled) seeEdits(payload.toString("latin1"), seeEdit);
    },
  });
  if (greets) await greeted.promise;

  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  let used = 0;
  function flush(): void {
    if (used > 0) socket.write(buffer.subarray(0, used));
    used = 0;
  }
  return {
    add(text) {
      if (used + frameSize(text.length) > BUFFER_BYTES) flush();
      used = writeTextFrame(buffer, used, text);
    },
    flush,
    version: () => version,
    edits: () => version - begun,
    frames: () => frames,
    bytes: () => bytes,
    waiting: () => socket.waiting(),
    close: () => socket.close(),
  };
}

const VERSION = Buffer.from('"version":');

/** The last version named in a frame: that of its newest patch, since effects of this load name none. */
function lastVersion(payload: Buffer): number | undefined {
  const at = payload.lastIndexOf(VERSION);
  if (at < 0) return undefined;
  let version = 0;
  for (let i = at + VERSION.length; ; i++) {
    const digit = (payload[i] ?? 0) - 48;
    if (digit < 0 || digit > 9) return version;
    version = version * 10 + digit;
  }
}

const ID = '"id":"~';

/** Calls `see` for each edit of this load in a frame; their ids begin with "~". */
function seeEdits(text: string, see: SeeEdit): void {
  for (let at = text.indexOf(ID); at >= 0; at = text.indexOf(ID, at)) {
    const end = text.indexOf('"', at + ID.length);
    see(text.slice(at + ID.length, end));
    at = end;
  }
}
