/** Chance as a number from 0 to below 1. */
export type Chance = () => number;

const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const MOST_CHARS = 64;

/**
 * An id that people can read and that nobody else makes at the same moment: two who add a step each, far from each
 * other, must not meet in one id.
 */
export function newId(words: string, isTaken: (id: string) => boolean, chance: Chance): string {
  const start = words.replaceAll(/[^A-Za-z0-9_.:-]/g, "-").slice(0, MOST_CHARS - 1 - TAIL_CHARS);
  for (;;) {
    const tail = Array.from({ length: TAIL_CHARS }, () => LETTERS[Math.floor(chance() * LETTERS.length)]);
    const id = `${start}-${tail.join("")}`;
    if (!isTaken(id)) return id;
  }
}

/** 31⁵: 28 million. */
const TAIL_CHARS = 5;
