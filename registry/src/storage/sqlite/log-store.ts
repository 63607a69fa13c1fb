import type { LogStore } from "../storage.ts";
import { createAppend } from "./append.ts";
import { createCompact } from "./compact.ts";
import type { Db } from "./connect.ts";
import { createFindSop } from "./find-sop.ts";
import { createFloorOf } from "./floor.ts";
import { createHistory } from "./history.ts";
import { createLoad } from "./load.ts";
import { createNotices } from "./notices.ts";
import { createLogReader } from "./read-log.ts";
import { createRead } from "./read.ts";
import { createResults } from "./results.ts";
import { createFindSnapshot, createSaveSnapshot } from "./snapshots.ts";
import type { Write } from "./write.ts";

/** The logs of all SOPs, with what hangs on them: results, notices, snapshots. */
export function createLogStore(db: Db, write: Write): LogStore {
  const read = createRead(db);
  const findSop = createFindSop(db);
  const findSnapshot = createFindSnapshot(db);
  const reader = createLogReader(db);
  return {
    append: createAppend(db, write),
    ...createLoad(read, findSop, findSnapshot, createFloorOf(db), reader),
    rows: async (id, since, limit) => {
      const sop = findSop(id);
      return sop === undefined ? [] : reader.rows(id, { sop: sop.key, since, upTo: sop.version, limit });
    },
    patches: async (id, since, limit) => {
      const sop = findSop(id);
      return sop === undefined ? [] : reader.patches({ sop: sop.key, since, upTo: sop.version, limit });
    },
    sidedPatches: async (id, since, limit) => {
      const sop = findSop(id);
      return sop === undefined ? [] : reader.sidedPatches({ sop: sop.key, since, upTo: sop.version, limit });
    },
    ...createHistory(db, read, findSop),
    ...createResults(db, read, findSop),
    ...createNotices(db, write, findSop),
    saveSnapshot: createSaveSnapshot(db, write, findSop),
    compact: createCompact(db, write, findSop, findSnapshot),
  };
}
