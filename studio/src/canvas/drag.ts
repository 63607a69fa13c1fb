import type { Node } from "#schemas/graph/node.ts";
import type { Editor } from "../editor/editor-context.tsx";
import type { Gesture } from "../sync/types.ts";
import { moveOps, type Move } from "./from-flow.ts";
import { freeOf } from "./held.ts";

/** Moving nodes, by pointer or by keys: one step of undo, however many nodes and however long. */
export interface Drag {
  /** Shows the nodes in their new places. */
  move(moves: readonly Move[]): void;
  end(): void;
  /** Nodes are held, and not let go. */
  readonly isMoving: boolean;
  /** Puts everything back; what the pointer still does until `end` counts for nothing. */
  cancel(): boolean;
}

type DragState =
  | { readonly kind: "idle" }
  | { readonly kind: "moving"; readonly gesture: Gesture; readonly free: ReadonlySet<string> }
  | { readonly kind: "cancelled" };

/** Of more nodes at once others see the patches alone. */
const MOST_TOLD = 50;

/** U11: drags of one editor. */
export function createDrag({ sop }: Pick<Editor, "sop">): Drag {
  let state: DragState = { kind: "idle" };
  const nodeOf = (id: string) => sop.view.nodes.get(id) as unknown as Node | undefined;
  /** Others see the nodes where they were dragged to until the patch is with them. */
  async function settle(gesture: Gesture): Promise<void> {
    await gesture.end().end;
    if (state.kind !== "moving") sop.presence({ moving: null });
  }

  return {
    move(moves) {
      if (state.kind === "cancelled" || sop.role === "viewer") return;
      if (state.kind === "idle") {
        // Who holds what is asked once: a toast a frame would be a storm.
        const free = new Set(
          freeOf(
            sop,
            moves.map(({ id }) => id),
          ),
        );
        state = { kind: "moving", gesture: sop.gesture("move"), free };
      }
      const { free, gesture } = state;
      const moved = moves.filter(({ id }) => free.has(id));
      const ops = moveOps(moved, nodeOf);
      if (ops.length > 0) gesture.update(ops);
      if (moved.length <= MOST_TOLD) sop.presence({ moving: placesOf(moved) });
    },
    end() {
      if (state.kind === "moving") void settle(state.gesture);
      state = { kind: "idle" };
    },
    get isMoving() {
      return state.kind === "moving";
    },
    cancel() {
      if (state.kind !== "moving") return false;
      state.gesture.cancel();
      sop.presence({ moving: null });
      state = { kind: "cancelled" };
      return true;
    },
  };
}

function placesOf(moves: readonly Move[]): Record<string, { x: number; y: number }> {
  return Object.fromEntries(moves.map(({ id, x, y }) => [id, { x: Math.round(x), y: Math.round(y) }]));
}
