import type { AppendRow, NoticeRecord } from "#registry/storage/storage.ts";
import { encodeNotice } from "./encode-notice.ts";
import { encodePatches } from "./encode-patch.ts";
import type { JudgedBatch } from "./judge.ts";
import type { Members } from "./members.ts";
import type { Waiting } from "./parts.ts";
import type { Answer, Encoded } from "./types.ts";

/** A `patches` message ends after this many characters of ops: a client should not have to take in 100 MB at once. */
const MESSAGE_CHARS = 1024 * 1024;

/**
 * Tells a batch that is on disk, in one tick: answers to the senders first, then the patches once for everybody, then
 * notices to the agents they are for.
 */
export function announce(
  tell: (waiting: Waiting, answer: Answer) => void,
  batch: readonly Waiting[],
  { answers, rows }: JudgedBatch,
  notices: readonly NoticeRecord[],
  members: Members,
  publish: (message: Encoded) => void,
): void {
  batch.forEach((waiting, index) => {
    const answer = answers[index];
    if (answer) tell(waiting, answer);
  });
  for (const part of cut(rows)) publish(encodePatches(part));
  for (const notice of notices) {
    const message = encodeNotice(notice);
    for (const connection of members.ofAgent(notice.agent)) connection.send(message);
  }
}

function* cut(rows: readonly AppendRow[]): Generator<readonly AppendRow[]> {
  let from = 0;
  let chars = 0;
  for (const [index, { ops }] of rows.entries()) {
    if (chars > 0 && chars + ops.length > MESSAGE_CHARS) {
      yield rows.slice(from, index);
      from = index;
      chars = 0;
    }
    chars += ops.length;
  }
  if (from < rows.length) yield from === 0 ? rows : rows.slice(from);
}
