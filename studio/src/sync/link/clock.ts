/** The registry's clock, as far as it can be known from here. */
export interface ServerClock {
  /** What to add to this machine's clock for the registry's, ms; 0 until it was heard. */
  offset(): number;
  /** The registry said `time` in answer to something that left here at `sent` and was answered at `received`. */
  heard(time: number, sent: number, received: number): void;
}

/** Where the offset lies for sure: the registry wrote its time between our two. */
interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Enough for one quick round trip among slow ones, few enough to follow a clock that drifts. */
const SAMPLES = 8;

/** Makes a clock that has heard nothing. It moves no further than what it heard forces it to: edits keep their order. */
export function createServerClock(): ServerClock {
  let samples: readonly Bounds[] = [];
  let offset = 0;

  return {
    offset: () => offset,
    heard(time, sent, received) {
      const sample = { low: time - Math.max(sent, received), high: time - sent };
      const best = tightest(samples);
      // Both cannot be true: one of the two clocks was set, and what was heard before is no use.
      const isSet = best !== undefined && (sample.low > best.high || sample.high < best.low);
      const isFirst = samples.length === 0 || isSet;
      samples = isFirst ? [sample] : [...samples, sample].slice(-SAMPLES);
      const { low, high } = tightest(samples) ?? sample;
      offset = isFirst ? (low + high) / 2 : Math.min(Math.max(offset, low), high);
    },
  };
}

function tightest(samples: readonly Bounds[]): Bounds | undefined {
  return samples.toSorted((a, b) => a.high - a.low - (b.high - b.low))[0];
}
