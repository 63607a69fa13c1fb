import type { AppendRow, NoticeRecord } from "#registry/storage/storage.ts";
import { graphOf } from "#schemas/change/state.ts";
import { agentOf } from "#schemas/ids.ts";
import { loadBaseGraphs } from "./base-graphs.ts";
import type { EnvelopeChange } from "./encode-sop.ts";
import type { AppendEnd } from "./group-commit.ts";
import { judgeBatch, type JudgedBatch } from "./judge.ts";
import { findJudgedBefore } from "./judged-before.ts";
import type { Locks } from "./locks.ts";
import { nameNotices } from "./name-notices.ts";
import type { HeldSop, RoomParts, Waiting } from "./parts.ts";

/** A batch that is on disk and can be announced, or why it is not. */
export type BatchEnd =
  | {
      readonly kind: "stored";
      readonly judged: JudgedBatch;
      readonly notices: readonly NoticeRecord[];
      /** What became of the envelope by it, beside its version. */
      readonly change: EnvelopeChange | undefined;
    }
  | { readonly kind: Exclude<AppendEnd, "ok"> };

/**
 * Takes a batch of patches from their arrival to the disk: judged before? → judge (see judge.ts) → name the notices
 * → append. After anything but "stored" (or a rejection) the held state is ahead of the disk and must be dropped.
 */
export async function commitBatch(
  parts: RoomParts,
  held: HeldSop,
  batch: readonly Waiting[],
  locks: Pick<Locks, "holderOf">,
): Promise<BatchEnd> {
  const sop = held.record.id;
  const known = await findJudgedBefore(parts.log, sop, batch);
  const bases = await loadBaseGraphs(parts.log, sop, held.state, batch);
  const judged = judgeBatch(parts, held, batch, known, bases, locks);
  const notices = await nameNotices(parts, sop, judged, parts.clock.now());
  const change = held.record.status === "approved" && judged.rows.length > 0 ? DRAFT_AGAIN : undefined;
  const end = await append(parts, held, judged, notices, change);
  measureBatch(parts, batch, judged, end);
  return end === "ok" ? { kind: "stored", judged, notices, change } : { kind: end };
}

/** What was approved is another graph now; the approval of that version stays. */
const DRAFT_AGAIN: EnvelopeChange = { status: "draft" };

function measureBatch(
  { measures }: RoomParts,
  batch: readonly Waiting[],
  { answers }: JudgedBatch,
  end: AppendEnd,
): void {
  if (end === "ok") measures.batchStored(batch[0]?.queuedAt ?? measures.now(), answers);
  else measures.batchLost(batch.length);
}

async function append(
  parts: RoomParts,
  held: HeldSop,
  { rows, results, events }: JudgedBatch,
  notices: readonly NoticeRecord[],
  change: EnvelopeChange | undefined,
): Promise<AppendEnd> {
  if (results.length === 0) return "ok";
  const meta = changedMeta(held);
  const told = change === undefined ? events : [...events, ...tellDraft(rows)];
  const end = await parts.commits.append({ sop: held.record.id, rows, results, notices, events: told, meta });
  const last = rows[rows.length - 1];
  if (end === "ok" && last) {
    const { version, head, arrival } = last;
    held.record = { ...held.record, ...meta, ...change, version, head, updated_at: arrival };
  }
  return end;
}

function tellDraft(rows: readonly AppendRow[]): JudgedBatch["events"] {
  return rows.slice(0, 1).map(({ peer, arrival, version }) => ({
    by: agentOf(peer),
    at: arrival,
    event: { kind: "draft_again", version },
  }));
}

/** The list's copies of the graph's members, where this batch changed them. */
function changedMeta({ state, record }: HeldSop): { name: string; domain: string } | undefined {
  const { name, domain } = graphOf(state);
  if (typeof name !== "string" || typeof domain !== "string") return undefined;
  return name === record.name && domain === record.domain ? undefined : { name, domain };
}
