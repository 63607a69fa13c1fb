import type { Socket } from "node:net";
import type { Random } from "#tests/contract-client/random-edits.ts";

/** How bytes fare in one direction of a connection. */
export interface Shape {
  readonly delayMs: number;
  /** Up to so much more, anew for each piece; the order stays. */
  readonly jitterMs: number;
  /** Null: as fast as both ends can. */
  readonly bytesPerSecond: number | null;
  /** Nothing passes, and neither side hears of the other's end: what a dead link looks like. */
  readonly isBlocked: boolean;
}

/** Nothing in the way. */
export const CLEAR: Shape = { delayMs: 0, jitterMs: 0, bytesPerSecond: null, isBlocked: false };

/** One direction of a connection. */
export interface Lane {
  /** From now on; what waits already keeps its time. */
  shape(shape: Shape): void;
}

/** Held bytes beyond which the sender is not read any more, so that it feels the slowness: a socket buffer's size. */
const MOST_HELD = 64 * 1024;
/** A narrow lane passes a slice so often: short enough that a cut falls within a frame. */
const SLICE_MS = 10;

/** Carries what `from` sends to `to`, its end too. */
export function openLane(from: Socket, to: Socket, random: Random): Lane {
  const waiting: { due: number; bytes: Buffer }[] = [];
  let shape = CLEAR;
  let held = 0;
  let lastDue = 0;
  let timer: Timer | undefined;
  let isFull = false;
  let end: "none" | "fin" | "rst" = "none";

  from.on("data", (bytes: Buffer) => {
    // Two chunks never change places, however the jitter falls: TCP keeps the order.
    lastDue = Math.max(lastDue, performance.now() + shape.delayMs + shape.jitterMs * random());
    waiting.push({ due: lastDue, bytes });
    held += bytes.length;
    if (held > MOST_HELD) from.pause();
    pass();
  });
  from.on("end", () => {
    end = "fin";
    pass();
  });
  from.on("close", () => {
    if (end === "none") end = "rst";
    pass();
  });
  to.on("drain", () => {
    isFull = false;
    pass();
  });

  function pass(): void {
    clearTimeout(timer);
    while (!shape.isBlocked && !isFull && !to.destroyed) {
      const first = waiting[0];
      if (first === undefined) return passEnd();
      const wait = first.due - performance.now();
      if (wait > 0) return void (timer = setTimeout(pass, wait));
      isFull = !to.write(take(first));
      if (held <= MOST_HELD && from.isPaused()) from.resume();
      if (shape.bytesPerSecond !== null) return void (timer = setTimeout(pass, SLICE_MS));
    }
  }
  /** The next bytes: a whole piece, or as much of it as the width lets through at once. */
  function take(first: { bytes: Buffer }): Buffer {
    const most =
      shape.bytesPerSecond === null ? Infinity : Math.ceil((shape.bytesPerSecond * SLICE_MS) / 1000);
    const slice = first.bytes.subarray(0, most);
    first.bytes = first.bytes.subarray(slice.length);
    if (first.bytes.length === 0) waiting.shift();
    held -= slice.length;
    return slice;
  }
  function passEnd(): void {
    if (end === "fin") to.end();
    if (end === "rst") to.resetAndDestroy();
  }

  return {
    shape: (next) => {
      shape = next;
      pass();
    },
  };
}
