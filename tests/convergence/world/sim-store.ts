import type { QueueName, Row, SyncStore, Write } from "#studio/sync/store/store.ts";
import type { Chance } from "./chance.ts";
import { type Device, keyOf } from "./device.ts";
import type { Machine } from "./machine.ts";

const NEVER: Promise<never> = new Promise(() => {});

/** What a tab's store is made with. */
export interface StoreParts {
  readonly device: Device;
  readonly machine: Machine;
  readonly chance: Chance;
  /** Names that this tab holds; free again when it is gone, however it went. */
  readonly mine: Set<string>;
  /** Something is on the disk now. */
  readonly kept: (queue: QueueName, row: Row) => void;
}

/** A tab's way to its device's disk: atomic, in order, late, and for nothing when the tab dies first. */
export function createSimStore({ device, machine, chance, mine, kept }: StoreParts): SyncStore {
  let last: Promise<unknown> = Promise.resolve();

  /** One call after another; each takes effect at a moment between its start and its end. */
  function inTurn<T>(work: () => T): Promise<T> {
    const turn = last.then(async () => {
      await machine.rest(chance.hits(0.03) ? chance.between(50, 600) : chance.int(4));
      if (!machine.isAlive) return NEVER;
      const end = work();
      await machine.rest(chance.int(3));
      return machine.isAlive ? end : NEVER;
    });
    last = turn.catch(() => {});
    return turn;
  }

  return {
    async hold(queue) {
      const name = keyOf(queue);
      await machine.rest(chance.int(3));
      if (!machine.isAlive) return NEVER;
      if (device.held.has(name)) return null;
      device.held.add(name);
      mine.add(name);
      return () => {
        mine.delete(name);
        device.held.delete(name);
      };
    },
    queues: (scope) =>
      inTurn(() =>
        [...device.disk.values()]
          .filter(({ queue, rows }) => queue.scope === scope && rows.size > 0)
          .toSorted((a, b) => b.at - a.at)
          .map(({ queue }) => queue),
      ),
    read: (queue) => inTurn(() => readRows(device, queue)),
    write: (queue, writes) => {
      const asGiven = structuredClone(writes);
      return inTurn(() => {
        applyWrites(device, queue, asGiven, machine.now());
        for (const write of asGiven) if ("put" in write) kept(queue, write.put);
      });
    },
    drop: (queue) => inTurn(() => void device.disk.delete(keyOf(queue))),
    async close() {
      await last;
    },
  };
}

function readRows(device: Device, queue: QueueName): readonly Row[] {
  const rows = [...(device.disk.get(keyOf(queue))?.rows.values() ?? [])];
  return structuredClone(rows).toSorted((a, b) => compare(a.kind, b.kind) || compare(a.key, b.key));
}

function applyWrites(device: Device, queue: QueueName, writes: readonly Write[], now: number): void {
  if (device.isDiskFull) throw new DOMException("no room", "QuotaExceededError");
  const kept = device.disk.get(keyOf(queue)) ?? { queue, rows: new Map<string, Row>(), at: now };
  device.disk.set(keyOf(queue), kept);
  kept.at = now;
  for (const write of writes) {
    if ("put" in write) kept.rows.set(`${write.put.kind} ${write.put.key}`, write.put);
    else if ("remove" in write) kept.rows.delete(`${write.remove.kind} ${write.remove.key}`);
    else for (const [key, row] of kept.rows) if (row.kind === write.clear) kept.rows.delete(key);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
