import { PatchRate } from "#registry/peer/patch-rate.ts";

/** How much of something each key may have: at most `burst` at once, `perSecond` on the long run. */
export interface Allowance {
  readonly perSecond: number;
  readonly burst: number;
}

/** What taking one came to; times in whole seconds. */
export interface Taken {
  readonly isAllowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Until all of it is there again. */
  readonly resetS: number;
  /** Until the next one is there; 0 while some are. */
  readonly retryS: number;
  /** In which what is used up comes back. */
  readonly windowS: number;
}

/** A bucket for each key, the least recently used forgotten first. */
export interface Buckets {
  /** Takes one for `key` at `now` (ms), where there is one. */
  take(key: string | bigint, now: number): Taken;
}

/** Some 2 MB at most. Whoever can call under more names than this has to be stopped further out. */
const MOST_KEYS = 20_000;

/** Makes buckets; all of them full. */
export function createBuckets({ perSecond, burst }: Allowance, mostKeys = MOST_KEYS): Buckets {
  const rates = new Map<string | bigint, PatchRate>();

  function find(key: string | bigint, now: number): PatchRate {
    const known = rates.get(key);
    // Set anew it is the most recently used: a map keeps the order of its insertions.
    if (known !== undefined) rates.delete(key);
    const rate = known ?? new PatchRate(perSecond, burst, now);
    rates.set(key, rate);
    return rate;
  }

  return {
    take(key, now) {
      const rate = find(key, now);
      if (rates.size > mostKeys) for (const oldest of rates.keys()) if (rates.delete(oldest)) break;
      const isAllowed = rate.take(now);
      const left = rate.left(now);
      return {
        isAllowed,
        limit: burst,
        remaining: Math.floor(left),
        resetS: Math.ceil((burst - left) / perSecond),
        retryS: left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond)),
        windowS: Math.ceil(burst / perSecond),
      };
    },
  };
}
