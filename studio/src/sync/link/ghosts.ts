import type { Env } from "../env.ts";

/** Connections of ours that we let go of without hearing them end, and which may still reach the registry. */
export interface Ghosts {
  /** One more was let go of. */
  add(): void;
  /** Something replaced us: true if it can have been one of them, which is gone by that. */
  take(): boolean;
}

/** A network that stood still gives up what it held within this. */
const HAUNT_MS = 5 * 60_000;
/** Two tabs under one name must not drive each other out for ever. */
const MOST = 3;

/** Makes an empty set. */
export function createGhosts(env: Pick<Env, "now">): Ghosts {
  let count = 0;
  let until = 0;
  return {
    add() {
      count = Math.min(MOST, (env.now() < until ? count : 0) + 1);
      until = env.now() + HAUNT_MS;
    },
    take() {
      if (count === 0 || env.now() >= until) return false;
      count -= 1;
      return true;
    },
  };
}
