import type { LogStore } from "#registry/storage/storage.ts";
import { agentOf } from "#schemas/ids.ts";
import { planRevert, type RevertPlan } from "#schemas/history/plan-revert.ts";
import { readTouches, type Touch } from "#schemas/history/touches.ts";
import type { SopState } from "#schemas/change/state.ts";
import { loadPast } from "./load-past.ts";
import type { Room } from "./room.ts";
import type { Answer, Submission } from "./types.ts";

/** What is to be taken back: all that an agent's peers committed after a version. */
export interface RevertAsk {
  readonly agent: string;
  readonly since: number;
  /** Judged and told, and nothing of it is committed. */
  readonly isDry: boolean;
  /** The patch that does what was planned. */
  readonly submit: (plan: RevertPlan) => Submission;
}

/** How it was answered, and what it consists of. */
export type RevertEnd = { readonly answer: Answer; readonly plan: Pick<RevertPlan, "undone" | "skipped"> };

/**
 * Takes an agent's work back in one version, planned and judged on the newest state with nobody in between. Null: the
 * version is not kept. "over": the room closed. Rejects when storage fails.
 */
export async function revertAgent(
  log: Pick<LogStore, "load" | "rows" | "floor">,
  room: Room,
  ask: RevertAsk,
): Promise<RevertEnd | "over" | null> {
  // Most is read before the room is had: others wait for what is read in it.
  const history = await readHistory(log, room.sop, ask.since);
  if (history === null) return null;
  const end = await room.inTurn(async (turn): Promise<RevertEnd> => {
    await readOn(log, room.sop, history, room.record.version);
    const { state, touches } = history;
    const plan = planRevert(state, touches, isOf(ask.agent));
    const submission = ask.submit(plan);
    const answer = ask.isDry ? turn.tryOut(state, submission) : await turn.commit(submission);
    return { answer, plan };
  });
  if (end === "over" || end.answer.kind !== "replayed") return end;
  // The first time it was planned on the version before its own.
  const { version } = end.answer.outcome;
  const first = version === null ? null : await readHistory(log, room.sop, ask.since, version - 1);
  return { ...end, plan: first === null ? NOTHING : planRevert(first.state, first.touches, isOf(ask.agent)) };
}

const NOTHING = { undone: [], skipped: [] };

/** Rows read at once: some milliseconds, between which everybody else goes on. */
const PAGE = 1000;

/** A SOP's state at a version, and all that was done from `since` to it. */
interface History {
  readonly state: SopState;
  readonly touches: Touch[];
}

async function readHistory(
  log: Pick<LogStore, "load" | "rows" | "floor">,
  sop: string,
  since: number,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<History | null> {
  const past = await loadPast(log, sop, since);
  // Below the log a version may be kept by itself, without what came after it.
  if (past === null || since < (await log.floor(sop))) return null;
  const history = { state: past.state, touches: [] };
  await readOn(log, sop, history, upTo);
  return history;
}

/** Reads on up to a version, or to the newest there is. */
async function readOn(
  log: Pick<LogStore, "rows">,
  sop: string,
  { state, touches }: History,
  upTo: number,
): Promise<void> {
  while (state.version < upTo) {
    const rows = await log.rows(sop, state.version, Math.min(PAGE, upTo - state.version));
    if (rows.length === 0) return;
    for (const touch of readTouches(state, rows)) touches.push(touch);
    await new Promise(setImmediate);
  }
}

function isOf(agent: string): (peer: string) => boolean {
  return (peer) => agentOf(peer) === agent;
}
