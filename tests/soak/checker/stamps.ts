/** One entry of a stamp: when, by whom, and as which op of which version. */
export interface Entry {
  readonly ms: number;
  readonly peer: string;
  readonly version: number;
  readonly op: number;
}

/** A list of entries, compared one by one, a prefix being the smaller. */
export type Stamp = readonly Entry[];

/** Below 0: a is the smaller. */
export function compareStamps(a: Stamp, b: Stamp): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareEntries(a[i] as Entry, b[i] as Entry);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** The seen rule: `own` over the greatest stamp, or prefix of one, whose last entry was seen; no higher than that needs. */
export function stampOver(written: Stamp, own: Entry, isSeen: (entry: Entry) => boolean): Stamp {
  const u = written.slice(0, written.findLastIndex(isSeen) + 1);
  for (let kept = 0; kept <= u.length; kept++) {
    const stamp = [...u.slice(0, kept), own];
    if (compareStamps(stamp, u) > 0) return stamp;
  }
  throw new Error("a longer stamp is always greater");
}

function compareEntries(a: Entry, b: Entry): number {
  if (a.ms !== b.ms) return a.ms - b.ms;
  if (a.peer !== b.peer) return a.peer < b.peer ? -1 : 1;
  return a.version - b.version || a.op - b.op;
}
