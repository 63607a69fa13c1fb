import type { Append, AppendRow, ResultRecord } from "#registry/storage/storage.ts";
import { commit } from "#schemas/change/commit.ts";
import { holdGraph } from "#schemas/change/state.ts";
import type { CommitContext, NoticeDraft, Row } from "#schemas/change/types.ts";
import type { Limits } from "#schemas/limits.ts";
import { agentOf } from "#schemas/ids.ts";
import { type BaseGraphs, replacesWholeMap } from "./base-graphs.ts";
import { hashBody } from "./body-hash.ts";
import { answerAgain, type FirstResults, resultKey } from "./judged-before.ts";
import { holderBefore, type Locks } from "./locks.ts";
import type { HeldSop, RoomParts, Waiting } from "./parts.ts";
import { mayEdit } from "./roles.ts";
import type { Answer, Submission } from "./types.ts";

/** A batch after judging: what is to go to disk, and what is to be said once it is there. */
export interface JudgedBatch {
  /** One per patch of the batch, in its order. */
  readonly answers: readonly Answer[];
  readonly rows: readonly AppendRow[];
  readonly results: readonly ResultRecord[];
  readonly drafts: readonly NoticeDraft[];
  /** What the activity is to tell of the rows. */
  readonly events: NonNullable<Append["events"]>;
}

/**
 * Judges a batch patch by patch: judged before? → authorise → precondition → `commit` → encode. Synchronous: this is
 * the only place where a SOP's state moves. Encoding cannot wait: the next patch may move what an effect points into.
 */
export function judgeBatch(
  parts: RoomParts,
  held: HeldSop,
  batch: readonly Waiting[],
  known: FirstResults,
  bases: BaseGraphs,
  locks: Pick<Locks, "holderOf">,
): JudgedBatch {
  const { state } = held;
  const arrival = parts.clock.now();
  const rows: AppendRow[] = [];
  const results: ResultRecord[] = [];
  const drafts: NoticeDraft[] = [];
  const events: JudgedBatch["events"][number][] = [];
  const context = { arrival, rules: parts.rules, limits: parts.limits, lockHolder };
  let judged: Submission | undefined;

  function lockHolder(node: string): string | undefined {
    return judged && holderBefore(locks, node, judged);
  }

  function judgeOne(submission: Submission): Answer {
    const key = resultKey(submission);
    const hash = hashBody(submission);
    const first = known.get(key);
    if (first) return answerAgain(first, hash);
    if (!mayEdit(held.changedRoles, submission)) {
      const heard = held.unjudged.refused(submission, held.record.version);
      return { kind: "error", code: "forbidden", message: "you may not edit this SOP", heard };
    }
    if (submission.ifMatch !== undefined && submission.ifMatch !== currentMark(held, rows)) {
      return { kind: "precondition_failed" };
    }
    const { id, peer, ts, ops, atomic } = submission;
    judged = submission;
    const base = submission.base === "current" ? state.version : submission.base;
    const judgement = commit(state, { id, peer, base, ts, ops, atomic }, contextFor(submission));
    if (judgement.kind === "error") return judgement;
    const { outcome } = judgement;
    known.set(key, { hash, version: outcome.version, outcome });
    results.push({ peer, id, hash, version: outcome.version, outcome, at: arrival });
    if (judgement.kind === "unchanged") return { kind: "judged", outcome };
    const row = encodeRow(judgement.row, parts.chance.makeHead());
    rows.push(row);
    drafts.push(...judgement.notices);
    const event = submission.tell?.(row.version);
    if (event) events.push({ by: agentOf(peer), at: row.arrival, event });
    return { kind: "committed", version: row.version, head: row.head, ts: row.ts, ops: row.ops, outcome };
  }

  function contextFor(submission: Submission): CommitContext {
    const { base, peer, unbounded } = submission;
    const framesLostUpTo = base === "current" ? undefined : held.unjudged.upTo(peer);
    const isUsual = unbounded !== true && framesLostUpTo === undefined;
    const limits = unbounded ? withoutPatchBounds(parts.limits) : parts.limits;
    if (!replacesWholeMap(submission)) return isUsual ? context : { ...context, limits, framesLostUpTo };
    const baseGraph = base === "current" ? holdGraph(state) : base === null ? undefined : bases.get(base);
    return { ...context, limits, framesLostUpTo, baseGraph };
  }

  return { answers: batch.map(({ submission }) => judgeOne(submission)), rows, results, drafts, events };
}

function encodeRow({ version, id, peer, ts, arrival, effects, delta }: Row, head: string): AppendRow {
  return { version, head, id, peer, ts, arrival, ops: JSON.stringify(effects), delta: JSON.stringify(delta) };
}

function currentMark({ record }: HeldSop, rows: readonly AppendRow[]): string {
  const { version, head } = rows[rows.length - 1] ?? record;
  return `${version}-${head}`;
}

/** A whole graph is one op with one large value, which differs from its base in as many places as it likes. */
function withoutPatchBounds(limits: Limits): Limits {
  return { ...limits, ops: Number.MAX_SAFE_INTEGER, value_bytes: limits.graph_bytes };
}
