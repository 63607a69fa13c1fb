const FIRST_MS = 1000;
const MOST_MS = 8000;

/**
 * How long a connection has to stand until the next one is a first attempt again. Shorter, and a registry that closes
 * right after its init would be asked without end.
 */
export const STOOD_MS = 10_000;

/** The longest that a registry can make us wait; what asks for more was not meant. */
const MOST_ASKED_MS = 5 * 60_000;

/**
 * ms until the next attempt after `failures` in a row: 1, 2, 4, 8 s and 8 s from then on. Half of it is fixed and half
 * by chance (equal jitter): a crowd that was cut off together does not come back together, and nobody comes at once.
 * What the registry asked for is kept to, with a little on top for the same reason.
 */
export function backoffMs(failures: number, random: number, askedMs: number | null): number {
  const most = Math.min(MOST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  const ours = most / 2 + (most / 2) * random;
  if (askedMs === null) return Math.round(ours);
  const asked = Math.min(MOST_ASKED_MS, askedMs);
  return Math.round(Math.max(ours, asked + (FIRST_MS / 2) * random));
}
