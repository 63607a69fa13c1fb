import type { Cancel, Env } from "../env.ts";
import type { Link } from "../link/link.ts";
import type { PresenceUpdate } from "../types.ts";

/** Tells others where I am: the latest of each thing, as often as eyes can follow. */
export interface Presence {
  readonly update: (changes: PresenceUpdate) => void;
  /** A new connection knows nothing of me. */
  opened(): void;
  stop(): void;
}

/** 20 a second look smooth where cursors are interpolated, and stay far below the registry's 60. */
const PERIOD_MS = 50;

export function createPresence(link: () => Pick<Link, "send" | "state">, env: Pick<Env, "after">): Presence {
  let all: PresenceUpdate = {};
  let unsent: PresenceUpdate = {};
  let timer: Cancel | null = null;

  function send(): void {
    if (Object.keys(unsent).length === 0 || link().state.kind !== "open") return;
    link().send({ type: "presence", ...unsent });
    unsent = {};
  }

  return {
    update(changes) {
      all = { ...all, ...changes };
      unsent = { ...unsent, ...changes };
      timer ??= env.after(PERIOD_MS, () => {
        timer = null;
        send();
      });
    },
    opened() {
      unsent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
      send();
    },
    stop: () => timer?.(),
  };
}
