import { createStore } from "zustand";

/** What the pointer does on the empty canvas: a box that selects, or dragging the canvas itself. */
type PointerTool = "select" | "hand";

/** A connection that is being made by keyboard or by tapping. */
interface Connecting {
  readonly source: string;
  /** The branch that it leaves by; undefined: the common way out. */
  readonly branch: string | undefined;
}

/** What the canvas keeps for itself: how it is used, nothing of the SOP. */
export interface CanvasState {
  readonly tool: PointerTool;
  readonly isSnapping: boolean;
  readonly hasMinimap: boolean;
  readonly connecting: Connecting | null;
  readonly isTidying: boolean;
  /** A picture is being taken: everything is drawn, as from near. */
  readonly isPictured: boolean;
  readonly set: (change: Partial<Omit<CanvasState, "set">>) => void;
}

const PLACE = "sop-studio.canvas";

/** A canvas as it was left in this browser. */
export function createCanvasState() {
  const kept = readKept();
  return createStore<CanvasState>((set, get) => ({
    tool: "select",
    isSnapping: kept.isSnapping ?? false,
    hasMinimap: kept.hasMinimap ?? true,
    connecting: null,
    isTidying: false,
    isPictured: false,
    set(change) {
      set(change);
      const { isSnapping, hasMinimap } = get();
      localStorage.setItem(PLACE, JSON.stringify({ isSnapping, hasMinimap }));
    },
  }));
}

function readKept(): Partial<Pick<CanvasState, "isSnapping" | "hasMinimap">> {
  try {
    return JSON.parse(localStorage.getItem(PLACE) ?? "{}") as object;
  } catch {
    return {};
  }
}
