import { encodeError } from "#registry/room/encode-outcome.ts";
import type { LockAnswer } from "#registry/room/room-locks.ts";
import type { Connection, Encoded } from "#registry/room/types.ts";

/** What an asker gets for its `lock`, in the protocol's words. */
export function encodeLockAnswer(answer: LockAnswer): Encoded {
  switch (answer.kind) {
    case "told":
      return answer.message;
    case "forbidden":
      return encodeError("forbidden", "lock: you may not edit this SOP");
    case "limit":
      return encodeError("limit", `lock: at most ${answer.most} nodes`);
    case "over":
      return encodeError("storage", "lock: the SOP is closing");
  }
}

/** Tells a peer what became of its `lock`; what everybody hears anyway is not told twice, unless something was denied. */
export function tellLockAnswer(connection: Connection, answer: LockAnswer): void {
  if (answer.kind === "told" && answer.isPublished && !answer.isDenied) return;
  connection.send(encodeLockAnswer(answer));
}
