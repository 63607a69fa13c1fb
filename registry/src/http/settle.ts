import type { Context } from "hono";
import type { Deps } from "#registry/deps.ts";
import { toOpResult } from "#registry/room/encode-outcome.ts";
import { encodeSop } from "#registry/room/encode-sop.ts";
import type { Room } from "#registry/room/room.ts";
import type { Submission } from "#registry/room/types.ts";
import type { Outcome } from "#schemas/change/types.ts";
import type { OpResult } from "#schemas/protocol/server-message.ts";
import { refusalOf } from "./edit-refusal.ts";
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
  deps: Pick<Deps, "storage">,
  room: Room,
  submission: Submission,
): Promise<Settled | Response> {
  const answer = await room.submit(submission);
  switch (answer.kind) {
    case "error":
      return problem(answer.code, answer.message, answer.code === "storage" ? RETRY : {});
    case "gone":
      return sopGone();
    case "precondition_failed":
      return preconditionFailed(room, c.get("role"));
    case "committed":
      return refusalOf(answer.outcome) ?? { ...answer, outcomes: answer.outcome.ops.map(toOpResult) };
    case "judged":
      return refusalOf(answer.outcome) ?? unchanged(room, answer.outcome);
    case "replayed":
      return refusalOf(answer.outcome) ?? again(deps, room, answer.outcome);
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

async function unchanged(room: Room, outcome: Outcome): Promise<Settled> {
  const { version, head } = (await room.read()).record;
  return { version, head, ops: "[]", outcomes: outcome.ops.map(toOpResult) };
}

/** The first result of a patch that was sent again; its effects and head are gone once the log is past them. */
async function again({ storage }: Pick<Deps, "storage">, room: Room, outcome: Outcome): Promise<Settled> {
  const { version } = outcome;
  if (version === null) return unchanged(room, outcome);
  const [row] = await storage.log.patches(room.sop, version - 1, 1);
  const kept = row?.version === version ? row : { head: "", ops: "[]" };
  return { version, head: kept.head, ops: kept.ops, outcomes: outcome.ops.map(toOpResult) };
}
