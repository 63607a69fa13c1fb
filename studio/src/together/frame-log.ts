/** One message on the wire. */
export interface Frame {
  readonly id: number;
  /** ms. */
  readonly at: number;
  readonly direction: "in" | "out";
  /** The message's `type`, or what kind of call it was. */
  readonly type: string;
  /** In characters. */
  readonly size: number;
  readonly text: string;
}

/** The newest messages, for who looks into the protocol. */
export interface FrameLog {
  readonly add: (direction: Frame["direction"], text: string) => void;
  /** Another array after each change. */
  readonly read: () => readonly Frame[];
  readonly clear: () => void;
  /** While paused nothing is added. */
  readonly pause: (isPaused: boolean) => void;
  readonly subscribe: (changed: () => void) => () => void;
}

/** A SOP of some thousand nodes comes in one frame: what is kept is bounded by number and by length. */
const MOST_FRAMES = 500;

/** Makes an empty log; `now` gives ms. */
export function createFrameLog(now: () => number): FrameLog {
  let frames: readonly Frame[] = [];
  let isPaused = false;
  let lastId = 0;
  const listeners = new Set<() => void>();

  function become(next: readonly Frame[]): void {
    frames = next;
    for (const changed of listeners) changed();
  }

  return {
    add(direction, text) {
      if (isPaused) return;
      lastId += 1;
      const frame = { id: lastId, at: now(), direction, type: typeOf(text), size: text.length, text };
      become([...frames.slice(-(MOST_FRAMES - 1)), frame]);
    },
    read: () => frames,
    clear: () => become([]),
    pause: (paused) => void (isPaused = paused),
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
}

/** Those whose type or text holds what is looked for. */
export function filterFrames(frames: readonly Frame[], wanted: string): readonly Frame[] {
  const words = wanted.trim().toLowerCase();
  if (words === "") return frames;
  return frames.filter(({ type, text }) => type.includes(words) || text.toLowerCase().includes(words));
}

/** Messages come as objects, or several of them as a list. */
function typeOf(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value.length === 1 ? nameOf(value[0]) : `${value.length} messages`;
    return nameOf(value);
  } catch {
    return "text";
  }
}

function nameOf(value: unknown): string {
  const isNamed = typeof value === "object" && value !== null && "type" in value;
  return isNamed && typeof value.type === "string" ? value.type : "answer";
}
