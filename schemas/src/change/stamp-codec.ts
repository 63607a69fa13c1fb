import type { Json } from "../json.ts";
import type { Mark } from "./record.ts";
import type { Origin, Stamp } from "./stamp.ts";

/** The commit that a delta belongs to: what is its own need not be written. Null in a snapshot. */
export interface Own extends Origin {
  readonly ms: number;
}

/** A stamp as a list of its entries: an op's index alone where the entry is the commit's own. */
function encodeStamp(stamp: Stamp, own: Own | null): Json[] {
  const entries: Json[] = [];
  for (let entry: Stamp | null = stamp; entry !== null; entry = entry.next) {
    const isOwn = own !== null && isSame(entry, own) && entry.ms === own.ms;
    entries.push(isOwn ? entry.op : [entry.ms, entry.peer, entry.version, entry.op]);
  }
  return entries;
}

function decodeStamp(entries: readonly Json[], own: Own | null): Stamp {
  let stamp: Stamp | null = null;
  for (const entry of [...entries].reverse()) {
    if (typeof entry === "number") {
      if (own === null) throw new TypeError("a stamp of no commit");
      stamp = { ms: own.ms, peer: own.peer, version: own.version, op: entry, next: stamp };
    } else {
      const [ms, peer, version, op] = entry as [number, string, number, number];
      stamp = { ms, peer, version, op, next: stamp };
    }
  }
  if (stamp === null) throw new TypeError("a stamp without entries");
  return stamp;
}

/** An origin: 0 for "as old as the log", 1 for the commit's own. */
export function encodeOrigin(origin: Origin | null, own: Own | null): Json {
  if (origin === null) return 0;
  return own !== null && isSame(origin, own) ? 1 : [origin.version, origin.peer];
}

export function decodeOrigin(json: Json | undefined, own: Own | null): Origin | null {
  if (json === 0 || json === undefined) return null;
  if (json === 1) return own === null ? null : { version: own.version, peer: own.peer };
  const [version, peer] = json as [number, string];
  return { version, peer };
}

export function encodeMark(mark: Mark, own: Own | null): Json[] {
  return [encodeStamp(mark.stamp, own), encodeOrigin(mark, own)];
}

export function decodeMark(json: Json, own: Own | null): Mark {
  const [stamp, origin] = json as [Json[], Json];
  return { stamp: decodeStamp(stamp, own), ...(decodeOrigin(origin, own) as Origin) };
}

function isSame(a: Origin, b: Origin): boolean {
  return a.version === b.version && a.peer === b.peer;
}
