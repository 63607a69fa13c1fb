import type { Cancel } from "../sync/env.ts";
import { EditError } from "../sync/edit/edit-error.ts";
import type { Edit, EditReceipt, Gesture, LastWrite, SopClient } from "../sync/types.ts";

/** What somebody else did to a place while I wrote there. */
export interface Meanwhile {
  readonly theirs: LastWrite;
  /** What I had written. */
  readonly mine: string;
}

/** What a field knows beside the value that the view shows. Never changes: another object is another state. */
export interface FieldState {
  /** What is being written, as it stands in the field; null: the field shows the view. */
  readonly draft: string | null;
  /** Why the draft is not sent. */
  readonly error: string | null;
  readonly meanwhile: Meanwhile | null;
}

/** What a text in the field means, or why it means nothing. */
export type Meaning = { readonly edit: Edit } | { readonly error: string };

/** A field whose text goes out as it is written. */
export interface LiveField {
  readonly read: () => FieldState;
  readonly subscribe: (changed: () => void) => Cancel;
  /** At each input. `path`: the place, as it is now; the elements of a list move. */
  write(text: string, path: string, meaning: Meaning): void;
  /** The field is left, or its writer thinks: what was written is one step of undo. */
  rest(): void;
  /** Drops a draft that cannot be sent. */
  forget(): void;
  /** What happened meanwhile is read. */
  dismiss(): void;
}

/** What a field works with. */
export interface FieldParts {
  readonly sop: Pick<SopClient, "gesture" | "lastWrite" | "subscribe" | "version" | "peer">;
  readonly after: (ms: number, run: () => void) => Cancel;
}

/** Who pauses for this long has ended a thought: undo goes back to here. */
export const PAUSE_MS = 2000;

const CALM: FieldState = { draft: null, error: null, meanwhile: null };

/** U30, U31, U34: makes the field of one place. It keeps what is written until the view shows it. */
export function createLiveField({ sop, after }: FieldParts): LiveField {
  const listeners = new Set<() => void>();
  let state = CALM;
  let burst: Burst | null = null;
  /** The newest version of somebody else that was told. */
  let told = -1;

  function set(change: Partial<FieldState>): void {
    state = { ...state, ...change };
    for (const changed of listeners) changed();
  }

  function begin(path: string): Burst {
    const since = sop.version;
    const look = (): void => {
      const theirs = sop.lastWrite(path);
      if (theirs === null || theirs.version <= Math.max(since, told) || state.draft === null) return;
      told = theirs.version;
      set({ meanwhile: { theirs, mine: state.draft } });
    };
    return { path, gesture: null, pause: null, stop: sop.subscribe(look), look };
  }

  function send(now: Burst, edit: Edit): string | null {
    try {
      now.gesture ??= sop.gesture();
      now.gesture.update(edit);
      return null;
    } catch (error) {
      if (error instanceof EditError) return error.message;
      throw error;
    }
  }

  function rest(): void {
    if (burst === null) return;
    const { gesture, pause, stop, look } = burst;
    look();
    burst = null;
    pause?.();
    stop();
    const mine = state.draft;
    const receipt = gesture?.end() ?? null;
    // What cannot be sent stays in the field: nobody else has it.
    set(state.error === null ? { draft: null } : {});
    if (receipt !== null && mine !== null) void tellLoss(receipt, mine);
  }

  /** It lost to a write that came later, or that I had not seen. */
  async function tellLoss(receipt: EditReceipt, mine: string): Promise<void> {
    const end = await receipt.end;
    if (end.kind !== "saved") return;
    const lost = end.ops.find(({ status }) => status === "superseded");
    if (lost?.by === undefined || burst !== null) return;
    const { agent, peer = agent, version = end.version ?? 0 } = lost.by;
    if (version <= told) return;
    told = version;
    const value = lost.value;
    set({ meanwhile: { theirs: { agent, peer, version, ...(value !== undefined && { value }) }, mine } });
  }

  return {
    read: () => state,
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    write(text, path, meaning) {
      if (burst?.path !== path) rest();
      const now = (burst ??= begin(path));
      now.pause?.();
      now.pause = after(PAUSE_MS, rest);
      const error = "error" in meaning ? meaning.error : send(now, meaning.edit);
      const meanwhile = state.meanwhile === null ? null : { ...state.meanwhile, mine: text };
      set({ draft: text, error, meanwhile });
    },
    rest,
    forget: () => set({ draft: null, error: null }),
    dismiss: () => set({ meanwhile: null }),
  };
}

/** Writing without a pause. */
interface Burst {
  readonly path: string;
  gesture: Gesture | null;
  pause: Cancel | null;
  readonly stop: Cancel;
  readonly look: () => void;
}
