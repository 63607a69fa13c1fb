import type { Context } from "hono";
import type { Deps } from "#registry/deps.ts";
import { toOpResult } from "#registry/room/encode-outcome.ts";
import { encodeSop } from "#registry/room/encode-sop.ts";
import type { Room } from "#registry/room/room.ts";
import type { Answer, Submission } from "#registry/room/types.ts";
import type { Outcome } from "#schemas/change/types.ts";
import type { OpResult } from "#schemas/protocol/server-message.ts";
import { NO_EFFECTS, refusalOf } from "./edit-refusal.ts";
import { tooMany } from "#registry/front/rate-headers.ts";
import type { Env } from "./env.ts";
import { etagOf } from "./etag.ts";
import { problem, sopGone } from "./problem.ts";

/** An edit that stands: the version that it took, or the current one where nothing was left to do. */
export interface Settled {
  readonly version: number;
  readonly head: string;
  /** Its effects as JSON text. */
  readonly ops: string;
  readonly outcomes: readonly OpResult[];
}

/** Puts an edit through the room; resolves to what it came to, or to the problem that it earned. */
export async function settle(
  c: Context<Env>,
  deps: Pick<Deps, "storage" | "patchTurns">,
  room: Room,
  submission: Submission,
): Promise<Settled | Response> {
  const late = await awaitTurn(deps, room, submission.peer);
  return late ?? settleAnswer(c, deps, room, submission.ops.length, await room.submit(submission));
}

/** Waits until a peer may send one more patch; the answer when it has sent too many. */
export async function awaitTurn(
  { patchTurns }: Pick<Deps, "patchTurns">,
  room: Room,
  peer: string,
): Promise<Response | undefined> {
  const turn = await patchTurns.take(room.sop, peer, 1);
  return turn.kind === "too_many" ? tooMany({ policy: "patches", retryS: turn.retryS }) : undefined;
}

/** What the room's answer to an edit of so many ops came to. Not to be asked within a turn of the room. */
export async function settleAnswer(
  c: Context<Env>,
  deps: Pick<Deps, "storage">,
  room: Room,
  opCount: number,
  answer: Answer,
): Promise<Settled | Response> {
  switch (answer.kind) {
    case "error":
      // Behind a call of one patch nothing is on its way.
      answer.heard?.();
      return problem(answer.code, answer.message, answer.code === "storage" ? RETRY : {});
    case "gone":
      return sopGone();
    case "precondition_failed":
      return preconditionFailed(room, c.get("role"));
    case "committed":
      return settled(answer, answer.outcome, opCount);
    case "judged":
      return settled(await currentMark(room), answer.outcome, opCount);
    case "replayed":
      return settled(await firstMark(deps, room, answer.outcome), answer.outcome, opCount);
  }
}

const RETRY = { headers: { "retry-after": "1" } };

async function preconditionFailed(room: Room, role: Parameters<typeof encodeSop>[1]): Promise<Response> {
  const { record, graphText } = await room.read();
  // Parsed to be encoded again: rare, and the problem stays one thing that is made in one place.
  const sop: unknown = JSON.parse(encodeSop(record, role, graphText));
  return problem("precondition_failed", `If-Match does not name the current version, ${etagOf(record)}.`, {
    sop,
    headers: { etag: etagOf(record) },
  });
}

interface Mark {
  readonly version: number;
  readonly head: string;
  readonly ops: string;
}

function settled({ version, head, ops }: Mark, outcome: Outcome, opCount: number): Settled | Response {
  const refusal = refusalOf({ outcome, opCount, effects: ops });
  return refusal ?? { version, head, ops, outcomes: outcome.ops.map(toOpResult) };
}

async function currentMark(room: Room): Promise<Mark> {
  const { version, head } = (await room.read()).record;
  return { version, head, ops: NO_EFFECTS };
}

/** Where a patch that was sent again was committed; its effects and head are gone once the log is past them. */
async function firstMark({ storage }: Pick<Deps, "storage">, room: Room, outcome: Outcome): Promise<Mark> {
  const { version } = outcome;
  if (version === null) return currentMark(room);
  const [row] = await storage.log.patches(room.sop, version - 1, 1);
  return row?.version === version ? row : { version, head: "", ops: NO_EFFECTS };
}
