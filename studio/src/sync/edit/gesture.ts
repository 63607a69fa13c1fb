import type { PatchOp } from "#schemas/change/op.ts";
import type { Cancel, Env } from "../env.ts";
import type { Edit, EditReceipt, Gesture } from "../types.ts";
import { foldOps } from "./fold-ops.ts";
import { joinReceipts } from "./join-receipts.ts";

/**
 * How often what a gesture shows is sent: often enough for others to see where it goes between the positions that
 * presence tells, seldom enough that a minute of dragging is 200 versions and not 3,600.
 */
export const SEND_EVERY_MS = 300;

/** What a gesture needs of the session that it belongs to. */
export interface GestureParts {
  readonly env: Pick<Env, "after" | "newId">;
  /** The ops of an edit of what is shown now, the pinned ones included. Throws `EditError`. */
  readonly toOps: (edit: Edit) => readonly PatchOp[];
  /** Shows ops over everything else until the next call; null: none. `sendNow` makes a patch of them before their time. */
  readonly pin: (ops: readonly PatchOp[] | null, sendNow: () => void) => void;
  /** Makes a patch of a step of undo. Must not throw: what does not stand any more is judged, and set aside. */
  readonly send: (ops: readonly PatchOp[], step: string) => EditReceipt;
  /** Takes back what was sent of a step. */
  readonly undoStep: (step: string) => void;
}

/** Y46, Y47: a gesture that shows at once, sends now and then, and is one step of undo. */
export function createGesture(parts: GestureParts): Gesture {
  const { env, toOps, pin, send, undoStep } = parts;
  const step = env.newId();
  const sent: EditReceipt[] = [];
  let unsent: readonly PatchOp[] = [];
  let timer: Cancel | null = null;
  let ended: EditReceipt | null = null;

  const flush = (): void => {
    timer?.();
    timer = null;
    if (unsent.length === 0) return;
    const ops = unsent;
    unsent = [];
    // Sent first, so that what was pinned is shown by something at any time.
    sent.push(send(ops, step));
    pin(null, flush);
  };

  return {
    update(edit) {
      if (ended !== null) throw new TypeError("This gesture has ended.");
      const ops = toOps(edit);
      if (ops.length === 0) return;
      unsent = foldOps([...unsent, ...ops]);
      pin(unsent, flush);
      timer ??= env.after(SEND_EVERY_MS, flush);
    },
    end() {
      if (ended === null) {
        flush();
        ended = joinReceipts(sent);
      }
      return ended;
    },
    cancel() {
      if (ended !== null) return;
      timer?.();
      const hadPin = unsent.length > 0;
      unsent = [];
      ended = joinReceipts(sent);
      if (hadPin) pin(null, flush);
      if (sent.length > 0) undoStep(step);
    },
  };
}
