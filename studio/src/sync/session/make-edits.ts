import { createGesture } from "../edit/gesture.ts";
import { EditError } from "../edit/edit-error.ts";
import { splitOps } from "../edit/split-ops.ts";
import { toOps } from "../edit/to-ops.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { wholeAside } from "../asides/make-asides.ts";
import { opsByEntity } from "../core/laid-op.ts";
import type { MadePatch, PatchKind, PendingPatch } from "../core/pending.ts";
import type { Write } from "../store/store.ts";
import type { Edit, EditReceipt, Gesture, UndoResult } from "../types.ts";
import { keepThenSend } from "./keep-then-send.ts";
import { withoutBase } from "./other-base.ts";
import { placesOf, show, surroundings, tellView, type SessionParts } from "./parts.ts";
import { NOTHING_TO_SAVE } from "./receipts.ts";

/** What a patch is made as. */
interface Making {
  readonly step: string;
  readonly kind: PatchKind;
  readonly atomic?: boolean;
  /** What is to be on disk when the patches are, and not sooner. */
  readonly alongside?: () => readonly Write[];
}

/** Makes patches of what a user or an agent wants, shows them at once, and brings them to the store and on their way. */
export interface Edits {
  /** `alongside`: what is to be written with it, asked for when it is sure to be made. */
  edit(edit: Edit, atomic?: boolean, alongside?: () => readonly Write[]): EditReceipt;
  gesture(): Gesture;
  takeBack(direction: "undo" | "redo"): UndoResult;
  /** A patch whose fate is not known goes again, as it was. */
  readonly again: (made: MadePatch, alongside: () => readonly Write[]) => EditReceipt;
}

/** A clock that goes back further was wrong before, and what is made offline now would be dated by it for as long. */
const MOST_PUT_RIGHT_MS = 60_000;

export function createEdits(parts: SessionParts): Edits {
  const { core, undo, keeper, receipts, env } = parts;
  let lastTs = 0;

  /** An edit of mine is newer than what it was made on, and not older than the one before it, though the clock is put right a little now and then. */
  function nextTs(): number {
    const now = Math.round(parts.serverNow());
    lastTs = lastTs - now > MOST_PUT_RIGHT_MS ? now : Math.max(lastTs, now);
    return Math.max(lastTs, parts.newest + 1);
  }

  function make(ops: readonly PatchOp[], { step, kind, atomic, alongside }: Making): EditReceipt {
    if (ops.length === 0) return NOTHING_TO_SAVE;
    const split = splitOps(ops, parts.limits, atomic);
    const ts = nextTs();
    if ("tooBig" in split) return keepUnsent(ops, step, "too_big", split.tooBig);
    const added = split.patches.map((ops): PendingPatch => {
      const id = env.newId();
      const made = { id, base: core.version, ts, ops, step, kind, ...(atomic && { atomic }) };
      const patch = core.add(made, false);
      undo.made({ id, step, kind }, placesOf(show(parts), core));
      return patch;
    });
    parts.emit({ kind: "undo" });
    return bringOut(added, alongside?.());
  }

  /** Onto this device first, then on its way. */
  function bringOut(added: readonly PendingPatch[], writes: readonly Write[] = []): EditReceipt {
    const onDevice = keepThenSend(parts, added, [...undo.takeWrites(), ...writes]);
    parts.emit({ kind: "status" });
    return receipts.open(
      added.map(({ made }) => made.id),
      onDevice,
    );
  }

  function keepUnsent(ops: readonly PatchOp[], step: string, code: string, why?: string): EditReceipt {
    const made: MadePatch = { id: env.newId(), base: null, ts: nextTs(), ops, step, kind: "edit" };
    const aside = wholeAside(made, "unsent", code, surroundings(parts), undefined, why);
    const onDevice = keeper.keep(parts.quarantine.put(aside));
    parts.emit({ kind: "asides" });
    return {
      patches: [],
      onDevice,
      end: Promise.resolve({ kind: "refused", version: null, asides: [aside.id] }),
    };
  }

  function takeBack(direction: "undo" | "redo", step?: string): UndoResult {
    if (isViewer(parts)) return NOTHING_DONE;
    const back = undo[direction](core.shown.graph, step);
    if (back === null) return NOTHING_DONE;
    if (back.ops.length > 0) make(back.ops, { step: back.step, kind: back.kind });
    else keeper.keepSoon(undo.takeWrites());
    parts.emit({ kind: "undo" });
    return { done: back.ops.length > 0, step: back.step, skipped: back.skipped };
  }

  return {
    takeBack,
    edit(edit, atomic, alongside) {
      refuseViewers(parts);
      return make(toOps(core.shown.graph, edit), { step: env.newId(), kind: "edit", atomic, alongside });
    },
    gesture() {
      refuseViewers(parts);
      return createGesture({
        env,
        toOps: (edit) => toOps(core.shown.graph, edit),
        pin(ops, sendNow) {
          const ts = Math.max(Math.round(parts.serverNow()), parts.newest + 1);
          core.pin(ops === null ? null : { id: "", base: core.version, ts, ops, step: "", kind: "edit" });
          parts.sendPinned = ops !== null && writesInList(ops) ? sendNow : null;
          show(parts);
        },
        send(ops, step) {
          // What the patch changes is counted from what was there before the gesture showed it.
          core.pin(null);
          parts.sendPinned = null;
          const unpinned = core.flush();
          const receipt = isViewer(parts)
            ? keepUnsent(ops, step, "forbidden")
            : make(ops, { step, kind: "edit" });
          // Not everything that was pinned is shown by the patch: its node may be gone, or its author a viewer by now.
          tellView(parts, unpinned, false);
          return receipt;
        },
        undoStep: (step) => void takeBack("undo", step),
      });
    },
    again(made, alongside) {
      // The registry came back older than what it was made on.
      const isBaseLost = made.base !== null && made.base > core.version;
      const patch = core.add(isBaseLost ? withoutBase(made) : made, false);
      show(parts);
      return bringOut([patch], alongside());
    },
  };
}

const NOTHING_DONE: UndoResult = { done: false, step: null, skipped: [] };

function writesInList(ops: readonly PatchOp[]): boolean {
  return [...opsByEntity(ops).values()].some(({ hasIndex }) => hasIndex);
}

function isViewer({ company }: SessionParts): boolean {
  return company.role === "viewer";
}

function refuseViewers(parts: SessionParts): void {
  if (!isViewer(parts)) return;
  throw new EditError(
    "forbidden",
    "You can look at this SOP, but not edit it. Ask an owner to make you an editor.",
  );
}
