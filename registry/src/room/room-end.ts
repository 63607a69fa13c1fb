import { CLOSE, type CloseCode } from "#schemas/protocol/close-codes.ts";
import type { RoomParts, Waiting } from "./parts.ts";
import type { Answer } from "./types.ts";

/** Why a room takes nothing any more: told to whoever comes too late. */
export interface RoomEnd {
  readonly code: CloseCode;
  readonly reason: string;
}

/** What a patch is answered that comes after the end. */
export function answerLate({ code, reason }: RoomEnd): Answer {
  return code === CLOSE.deleted ? { kind: "gone" } : { kind: "error", code: "storage", message: reason };
}

/** Tells a sender; one that cannot be told keeps nobody else from hearing. */
export function tell(
  { logger }: Pick<RoomParts, "logger">,
  sop: string,
  { answered }: Waiting,
  answer: Answer,
): void {
  try {
    answered(answer);
  } catch (error) {
    logger.error({ err: error, sop }, "an answer could not be told");
  }
}
