import type { Clock } from "#registry/clock.ts";
import type { Measures } from "#registry/measures/measures.ts";
import type { Limits } from "#schemas/limits.ts";
import { agentOf } from "#schemas/ids.ts";
import { PatchRate } from "./patch-rate.ts";

/** A rate that a connection uses; to be given back when it ends. */
export interface HeldRate {
  readonly rate: PatchRate;
  release(): void;
}

/** What became of patches that asked for their turn. */
type Turn = { readonly kind: "now" } | { readonly kind: "too_many"; readonly retryS: number };

/** The patch rates of all peers: one each, whichever way its patches come. */
export interface PatchTurns {
  /** The rate of a peer's socket, which delays what it takes in by itself. */
  hold(sop: string, peer: string): HeldRate;
  /**
   * Takes the turn of `count` patches of a peer over HTTP: resolves when they may go on, in the order in which they
   * asked; or says that too many wait already.
   */
  take(sop: string, peer: string, count: number): Promise<Turn>;
}

interface Entry {
  readonly rate: PatchRate;
  readonly queue: { left: number; readonly go: () => void }[];
  holders: number;
  /** Patches in the queue. */
  waiting: number;
  wakes: boolean;
}

/** How many peers' rates are kept before it is looked which of them are as good as new. */
const LOOK_AT = 1000;

/** Makes the patch rates; a peer's is forgotten when it is unused and full again. */
export function createPatchTurns(
  { patch_rate, patch_burst, patch_queue }: Pick<Limits, "patch_rate" | "patch_burst" | "patch_queue">,
  clock: Pick<Clock, "now" | "after">,
  measures: Pick<Measures, "watch" | "rateLimited">,
): PatchTurns {
  const entries = new Map<string, Entry>();
  let lookAt = LOOK_AT;
  measures.watch("patches_delayed", () =>
    Iterator.from(entries.values()).reduce((sum, { waiting }) => sum + waiting, 0),
  );

  function find(sop: string, peer: string): Entry {
    const key = `${sop} ${rateNameOf(peer)}`;
    const known = entries.get(key);
    if (known !== undefined) return known;
    if (entries.size >= lookAt) forgetUnused();
    const rate = new PatchRate(patch_rate, patch_burst, clock.now());
    const entry: Entry = { rate, queue: [], holders: 0, waiting: 0, wakes: false };
    entries.set(key, entry);
    return entry;
  }

  function forgetUnused(): void {
    const now = clock.now();
    for (const [key, { holders, waiting, rate }] of entries) {
      if (holders === 0 && waiting === 0 && rate.left(now) >= patch_burst) entries.delete(key);
    }
    lookAt = Math.max(LOOK_AT, 2 * entries.size);
  }

  function serve(entry: Entry): void {
    const now = clock.now();
    for (let first = entry.queue[0]; first !== undefined; first = entry.queue[0]) {
      while (first.left > 0 && entry.rate.take(now)) {
        first.left -= 1;
        entry.waiting -= 1;
      }
      if (first.left > 0) return wakeLater(entry);
      entry.queue.shift();
      first.go();
    }
  }

  function wakeLater(entry: Entry): void {
    if (entry.wakes) return;
    entry.wakes = true;
    clock.after(entry.rate.wait(1), () => {
      entry.wakes = false;
      serve(entry);
    });
  }

  return {
    hold(sop, peer) {
      const entry = find(sop, peer);
      entry.holders += 1;
      return { rate: entry.rate, release: () => void (entry.holders -= 1) };
    },
    take(sop, peer, count) {
      const entry = find(sop, peer);
      const beyond = entry.waiting + count - Math.floor(entry.rate.left(clock.now()));
      if (beyond > patch_queue) {
        measures.rateLimited("patches");
        return Promise.resolve({ kind: "too_many", retryS: Math.ceil(entry.rate.wait(beyond) / 1000) });
      }
      const { promise, resolve } = Promise.withResolvers<Turn>();
      entry.queue.push({ left: count, go: () => resolve({ kind: "now" }) });
      entry.waiting += count;
      serve(entry);
      return promise;
    },
  };
}

/** Calls that name no peer are peers of their own, `<agent>/http.<id>`; for the rate they are one. */
function rateNameOf(peer: string): string {
  const agent = agentOf(peer);
  return peer.startsWith(`${agent}/http.`) ? `${agent}/http` : peer;
}
