/** Whose write, in which version: enough to tell whether somebody had seen it. */
export interface Origin {
  readonly version: number;
  readonly peer: string;
}

/**
 * When a write counts: a list of (ms, peer, version, op) entries, first entry first, compared entry by entry,
 * a prefix being the smaller. Nearly always one entry; more where somebody with a slow clock overwrote what
 * they had seen (T12).
 */
export interface Stamp extends Origin {
  readonly ms: number;
  readonly op: number;
  readonly next: Stamp | null;
}

/** Negative, zero or positive as `a` is older than, the same as, or newer than `b`; null is older than any. */
export function compareStamps(a: Stamp | null, b: Stamp | null): number {
  let x = a;
  let y = b;
  while (x !== null && y !== null) {
    const order = compareEntries(x, y);
    if (order !== 0) return order;
    x = x.next;
    y = y.next;
  }
  return x === y ? 0 : x === null ? -1 : 1;
}

/** The newer of two stamps. */
export function laterStamp<A extends Stamp | null, B extends Stamp | null>(a: A, b: B): A | B {
  return compareStamps(a, b) >= 0 ? a : b;
}

/** Who made a stamp what it is: of two who removed one thing, the later, though the tombstone is the first one's. */
export function lastEntry(stamp: Stamp): Origin {
  return stamp.next === null ? stamp : lastEntry(stamp.next);
}

/** The longest prefix of a stamp whose last entry satisfies `seen`; null where none does. */
export function seenPrefix(stamp: Stamp | null, seen: (entry: Origin) => boolean): Stamp | null {
  if (stamp === null) return null;
  if (stamp.next === null) return seen(stamp) ? stamp : null;
  const rest = seenPrefix(stamp.next, seen);
  if (rest === stamp.next) return stamp;
  return rest !== null || seen(stamp) ? { ...stamp, next: rest } : null;
}

/** The shortest `floor[0..i] ++ [own]` that is newer than `floor`: above what was seen, and no more than that (T12). */
export function stampAbove(floor: Stamp | null, own: Stamp): Stamp {
  if (floor === null || compareEntries(own, floor) > 0) return own;
  return { ...floor, next: stampAbove(floor.next, own) };
}

function compareEntries(a: Stamp, b: Stamp): number {
  if (a.ms !== b.ms) return a.ms - b.ms;
  if (a.peer !== b.peer) return a.peer > b.peer ? 1 : -1;
  return a.version - b.version || a.op - b.op;
}
