import type { Chance } from "#registry/chance.ts";
import type { LogStore, NoticeRecord } from "#registry/storage/storage.ts";
import type { NoticeDraft } from "#schemas/change/types.ts";
import { agentOf } from "#schemas/ids.ts";
import type { JudgedBatch } from "./judge.ts";

/**
 * Makes records of a batch's notices: who is told, by their agent, and which patch was undone, by its id. A notice
 * whose patch has left the log is dropped: its author could not tell what it is about. Rejects when storage fails.
 */
export async function nameNotices(
  { log, chance }: { readonly log: Pick<LogStore, "patches">; readonly chance: Pick<Chance, "newId"> },
  sop: string,
  { drafts, rows }: Pick<JudgedBatch, "drafts" | "rows">,
  at: number,
): Promise<NoticeRecord[]> {
  const records: NoticeRecord[] = [];
  for (const draft of drafts) {
    const undone = draft.undone;
    const patch =
      rows.find(({ version }) => version === undone) ?? (await log.patches(sop, undone - 1, 1))[0];
    if (patch?.version === undone) records.push(toRecord(chance.newId(), draft, patch.id, at));
  }
  return records;
}

function toRecord(
  id: string,
  { to, code, path, by, detail }: NoticeDraft,
  patch: string,
  at: number,
): NoticeRecord {
  return {
    id,
    agent: agentOf(to),
    patch,
    code,
    path,
    by: { agent: agentOf(by.peer), version: by.version },
    detail,
    at,
  };
}
