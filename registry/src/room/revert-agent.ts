import type { LogRow, LogStore } from "#registry/storage/storage.ts";
import { agentOf } from "#schemas/ids.ts";
import { planRevert, type RevertPlan } from "#schemas/history/plan-revert.ts";
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
    const { state, rows } = history;
    rows.push(...(await log.rows(room.sop, rows.at(-1)?.version ?? ask.since, ALL)));
    const plan = planRevert(state, rows, isOf(ask.agent));
    const submission = ask.submit(plan);
    const answer = ask.isDry ? turn.tryOut(state, submission) : await turn.commit(submission);
    return { answer, plan };
  });
  if (end === "over" || end.answer.kind !== "replayed") return end;
  // The first time it was planned on the version before its own.
  const { version } = end.answer.outcome;
  const first = version === null ? null : await readHistory(log, room.sop, ask.since);
  if (first === null || version === null) return { ...end, plan: NOTHING };
  const before = first.rows.filter((row) => row.version < version);
  return { ...end, plan: planRevert(first.state, before, isOf(ask.agent)) };
}

const NOTHING = { undone: [], skipped: [] };
const ALL = Number.MAX_SAFE_INTEGER;

async function readHistory(
  log: Pick<LogStore, "load" | "rows" | "floor">,
  sop: string,
  since: number,
): Promise<{ readonly state: SopState; readonly rows: LogRow[] } | null> {
  const past = await loadPast(log, sop, since);
  const rows = await log.rows(sop, since, ALL);
  // Below the log a version may be kept by itself, without what came after it.
  const isWhole = since >= (await log.floor(sop));
  return past !== null && isWhole ? { state: past.state, rows } : null;
}

function isOf(agent: string): (peer: string) => boolean {
  return (peer) => agentOf(peer) === agent;
}
