import type { InitMessage } from "#schemas/protocol/server-message.ts";
import type { Cancel, Env } from "../env.ts";
import { socketTryMs } from "./choose.ts";
import type { Line, LineEnd } from "./line.ts";
import type { Point } from "./link.ts";

/** Tries the socket now and then while the stream serves. */
export interface Mover {
  /** A try is under way: what replaces the stream now is our own socket. */
  readonly isTrying: boolean;
  /** `isForGood`: with the try that is under way; else that one has become the connection. */
  stop(isForGood: boolean): void;
}

/** What a mover is made from. */
export interface MoverParts {
  readonly env: Pick<Env, "after">;
  /** Tries of earlier streams that came to nothing. */
  readonly tries: number;
  /** Opens a socket; `failed` if it never comes to its init. */
  readonly dial: (failed: (end: LineEnd) => void) => Line;
  readonly failed: (end: LineEnd, tries: number) => void;
}

/** Starts to try, less and less often. */
export function startMover({ env, tries, dial, failed }: MoverParts): Mover {
  let line: Line | null = null;
  let stopTimer: Cancel | null = null;

  function schedule(tries: number): void {
    stopTimer = env.after(socketTryMs(tries), () => {
      line = dial((end) => {
        line = null;
        schedule(tries + 1);
        // Last: it may stop all this.
        failed(end, tries + 1);
      });
    });
  }

  schedule(tries);
  return {
    get isTrying() {
      return line !== null;
    },
    stop(isForGood) {
      stopTimer?.();
      if (isForGood) line?.close(false);
      line = null;
    },
  };
}

/** An init as it would be, had it been asked for with what came over the stream while it was on its way. */
export function withoutSeen(init: InitMessage, point: Point | null): InitMessage {
  if (point === null) return init;
  // What the stream brought is of the same history as what the socket was asked with.
  const since = init.since === undefined ? undefined : point.version;
  const patches = init.patches?.filter(({ version }) => version > point.version);
  return { ...init, since, patches };
}
