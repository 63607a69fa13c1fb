import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { LogStore, NoticeRecord } from "../storage.ts";
import type { Db } from "./connect.ts";
import { decodeObject } from "./decode.ts";
import type { FindSop } from "./find-sop.ts";
import { notices } from "./schema.ts";
import type { Write } from "./write.ts";

/** Makes the calls on what authors have not seen yet. */
export function createNotices(
  db: Db,
  write: Write,
  findSop: FindSop,
): Pick<LogStore, "notices" | "takeNotices"> {
  const ofAgent = db
    .select()
    .from(notices)
    .where(and(eq(notices.sop, sql.placeholder("sop")), eq(notices.agent, sql.placeholder("agent"))))
    .orderBy(asc(notices.key))
    .prepare();
  return {
    notices: async (id, agent) => {
      const sop = findSop(id);
      return sop === undefined
        ? []
        : ofAgent.all({ sop: sop.key, agent }).map((row) => decodeNotice(id, row));
    },
    takeNotices: (id, agent, ids) =>
      write(() => {
        const sop = findSop(id);
        if (sop === undefined || ids.length === 0) return;
        const theirs = and(eq(notices.sop, sop.key), eq(notices.agent, agent), inArray(notices.id, [...ids]));
        db.delete(notices).where(theirs).run();
      }),
  };
}

function decodeNotice(sop: string, row: typeof notices.$inferSelect): NoticeRecord {
  const { id, agent, patch, code, path, at } = row;
  const place = { sop, version: null, what: `notice ${id}` };
  return {
    id,
    agent,
    patch,
    code,
    path,
    by: decodeObject(row.by, place) as NoticeRecord["by"],
    detail: decodeObject(row.detail, place) as NoticeRecord["detail"],
    at,
  };
}
