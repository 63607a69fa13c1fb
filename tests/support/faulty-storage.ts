import type { LogStore, Storage } from "#registry/storage/storage.ts";

/** A storage that fails when a test says so, and is the real one otherwise. */
export interface Faults {
  /** Give this to `startRegistry({ wrap })`. */
  readonly wrap: (storage: Storage) => Storage;
  /** SOPs whose appends reject, as on a full disk. */
  readonly appendFails: Set<string>;
  /** SOPs that cannot be loaded. */
  readonly loadFails: Set<string>;
  /** How many appends there were, and how many SOPs each one held. */
  readonly appended: number[];
}

/** Makes the faults, none of them on. */
export function createFaults(): Faults {
  const appendFails = new Set<string>();
  const loadFails = new Set<string>();
  const appended: number[] = [];
  const faults: Faults = {
    wrap: (storage) => ({
      ...storage,
      log: { ...storage.log, ...faultyLog(storage.log, appendFails, loadFails, appended) },
    }),
    appendFails,
    loadFails,
    appended,
  };
  return faults;
}

function faultyLog(
  log: LogStore,
  appendFails: ReadonlySet<string>,
  loadFails: ReadonlySet<string>,
  appended: number[],
): Pick<LogStore, "append" | "load"> {
  return {
    async append(group) {
      appended.push(group.length);
      if (group.some(({ sop }) => appendFails.has(sop))) throw new Error("disk full");
      return log.append(group);
    },
    async load(sop, version) {
      if (loadFails.has(sop)) throw new Error("disk gone");
      return log.load(sop, version);
    },
  };
}
