import type { NoticeRecord } from "#registry/storage/storage.ts";
import type { By, Notice } from "#schemas/protocol/server-message.ts";
import type { Encoded } from "./types.ts";

/** A notice as clients are told. */
export function toNotice(record: NoticeRecord): Notice {
  const { id, patch, code, path } = record;
  const by: By = { agent: record.by.agent };
  if (record.by.version !== null) by.version = record.by.version;
  return { id, patch, code, path, by, detail: record.detail as Notice["detail"] };
}

/** The `notice` message of a notice. */
export function encodeNotice(record: NoticeRecord): Encoded {
  return { type: "notice", text: JSON.stringify({ type: "notice", ...toNotice(record) }) };
}
