import type { Append, LogStore, Storage } from "#registry/storage/storage.ts";
import type { Chance } from "./chance.ts";
import type { Machine } from "./machine.ts";
import type { Timeline } from "./timeline.ts";

/** What befalls the next append. `cut_*`: the process dies before, in or after the transaction. */
export type AppendFault = "cut_before" | "cut_in" | "cut_after" | "disk_full" | "failed_fsync";

/** A disk as one process sees it: slow at times, failing when told so, and silent once the process is dead. */
export interface DiskSurroundings {
  readonly machine: Machine;
  readonly timeline: Timeline;
  readonly chance: Chance;
  /** What befalls this append, if anything. */
  readonly takeFault: () => AppendFault | undefined;
  /** The process dies here. */
  readonly die: () => void;
  /** The registry asks for it. */
  readonly appending: (group: readonly Append[]) => void;
  /** It is on disk. */
  readonly wrote: (group: readonly Append[]) => void;
}

/** Puts the faults around a storage. */
export function withFaults(storage: Storage, around: DiskSurroundings): Storage {
  const log: LogStore = { ...storage.log, append: (group) => appendWithFaults(storage.log, group, around) };
  return slowDown({ ...storage, log }, around);
}

async function appendWithFaults(
  log: LogStore,
  group: readonly Append[],
  { takeFault, die, appending, wrote, machine, chance }: DiskSurroundings,
): Promise<"ok" | "conflict"> {
  appending(group);
  await machine.rest(chance.hits(0.05) ? chance.between(50, 900) : chance.between(1, 4));
  const fault = takeFault();
  switch (fault) {
    case undefined:
      break;
    case "cut_before":
      die();
      return NEVER;
    case "cut_in":
      await log.append(tornOff(group)).catch(() => {});
      die();
      return NEVER;
    case "disk_full":
      return await log.append(tornOff(group));
    case "cut_after":
    case "failed_fsync":
  }
  const end = await log.append(group);
  if (end === "ok") wrote(group);
  if (fault === "cut_after") {
    die();
    return NEVER;
  }
  // What an fsync that failed has left on the disk is there after all, and nobody can know.
  if (fault === "failed_fsync") throw new Error("fsync failed");
  await machine.rest(chance.int(3));
  return end;
}

/** The real transaction does all its work, and ends before its commit. */
function tornOff(group: readonly Append[]): readonly Append[] {
  const torn = [...group];
  torn[Symbol.iterator] = function* tear() {
    yield* group;
    throw new Error("database or disk is full");
  };
  return torn;
}

const NEVER: Promise<never> = new Promise(() => {});

/** Every call of a storage, after some time, and never once the process is dead. */
function slowDown<Store extends object>(store: Store, around: DiskSurroundings): Store {
  const { machine, timeline, chance } = around;
  const entries = Object.entries(store).map(([name, part]: [string, unknown]) => {
    if (typeof part === "object" && part !== null) return [name, slowDown(part, around)];
    if (typeof part !== "function" || name === "close") return [name, part];
    const call = async (...args: readonly unknown[]): Promise<unknown> => {
      if (chance.hits(0.1)) await machine.rest(chance.between(1, 20));
      if (!machine.isAlive) return NEVER;
      // Compaction draws breath between its steps; all else ends by promises alone.
      const isStepwise = name === "compact";
      if (isStepwise) timeline.busy += 1;
      try {
        const end = await (part as (...args: readonly unknown[]) => unknown)(...args);
        return machine.isAlive ? end : NEVER;
      } finally {
        if (isStepwise) timeline.busy -= 1;
      }
    };
    return [name, call];
  });
  return Object.fromEntries(entries) as Store;
}
