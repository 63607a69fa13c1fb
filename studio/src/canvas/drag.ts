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
  /** Puts everything back; what the pointer still does until `end` counts for nothing. */
  cancel(): boolean;
}

type DragState =
  | { readonly kind: "idle" }
  | { readonly kind: "moving"; readonly gesture: Gesture; readonly free: ReadonlySet<string> }
  | { readonly kind: "cancelled" };

/** Others are to see a node where the pointer is within 100 ms, of which the way there and a frame take their part. */
const SEND_EVERY_MS = 40;

/** U11: drags of one editor. */
export function createDrag({ sop }: Pick<Editor, "sop">): Drag {
  let state: DragState = { kind: "idle" };
  const nodeOf = (id: string) => sop.view.nodes.get(id) as unknown as Node | undefined;
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
        state = { kind: "moving", gesture: sop.gesture("move", SEND_EVERY_MS), free };
      }
      const { free, gesture } = state;
      const ops = moveOps(
        moves.filter(({ id }) => free.has(id)),
        nodeOf,
      );
      if (ops.length > 0) gesture.update(ops);
    },
    end() {
      if (state.kind === "moving") state.gesture.end();
      state = { kind: "idle" };
    },
    cancel() {
      if (state.kind !== "moving") return false;
      state.gesture.cancel();
      state = { kind: "cancelled" };
      return true;
    },
  };
}
