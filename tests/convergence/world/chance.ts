import { seededRandom } from "#tests/contract-client/random-edits.ts";

/** All chance of a run: one seed, one run. */
export class Chance {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** At least 0, less than 1. */
  unit = (): number => this.#random();

  /** A whole number from 0 up to, not including, `n`. */
  int(n: number): number {
    return Math.floor(this.#random() * n);
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.#random() * (most - least + 1));
  }

  /** True in this share of cases. */
  hits(share: number): boolean {
    return this.#random() < share;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.int(items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }

  /** One of the keys, as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let left = this.#random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      left -= weight;
      if (left < 0) return key;
    }
    throw new Error("no weight at all");
  }

  /** `chars` characters of a name that nobody else makes in this run. */
  name(chars: number): string {
    return Array.from({ length: chars }, () => LETTERS[this.int(LETTERS.length)]).join("");
  }
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
