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

/** As often as the registry takes it, and as frames are drawn: what is dragged leaves in the frame that moves it. */
const PERIOD_MS = 1000 / 60;

/** Frames are not even: news may come so much before its turn, and those after it wait for theirs. */
const EARLY_MS = 8;

/** Where I point waits longer, and goes with what else there is: two messages a frame would be one too many. */
const POINTING_MS = 40;

export function createPresence(
  link: () => Pick<Link, "send" | "state">,
  env: Pick<Env, "after" | "now">,
): Presence {
  let all: PresenceUpdate = {};
  let unsent: PresenceUpdate = {};
  /** When the next message is due. */
  let turn = Number.NEGATIVE_INFINITY;
  let timer: Cancel | null = null;

  function send(): void {
    timer?.();
    timer = null;
    if (Object.keys(unsent).length === 0 || link().state.kind !== "open") return;
    link().send({ type: "presence", ...unsent });
    unsent = {};
    const now = env.now();
    // A clock that was set back must not silence anybody.
    turn = Math.min(Math.max(turn, now), now + EARLY_MS) + PERIOD_MS;
  }

  function sendInTurn(): void {
    timer?.();
    timer = null;
    const early = Object.keys(unsent).every((field) => field === "cursor")
      ? PERIOD_MS - POINTING_MS
      : EARLY_MS;
    const wait = Math.min(turn - early - env.now(), POINTING_MS);
    if (wait > 0) timer = env.after(wait, send);
    else send();
  }

  return {
    update(changes) {
      all = { ...all, ...changes };
      unsent = { ...unsent, ...changes };
      sendInTurn();
    },
    opened() {
      unsent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
      send();
    },
    stop: () => timer?.(),
  };
}
