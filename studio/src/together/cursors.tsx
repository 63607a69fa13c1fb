import { useStore, ViewportPortal } from "@xyflow/react";
import { Cursor } from "./cursor.tsx";
import { FollowFrame } from "./follow-frame.tsx";
import { useFollow } from "./use-follow.ts";
import { useOwnPointer } from "./use-own-pointer.ts";
import { useOwnSight } from "./use-own-sight.ts";
import { usePointers } from "./use-pointers.ts";

/** Where the others point, inside the canvas; from here my own pointer and view are told too, and others' followed. */
export function Cursors() {
  useOwnPointer();
  useOwnSight();
  useFollow();
  return (
    <>
      <ViewportPortal>
        <Layer />
      </ViewportPortal>
      <FollowFrame />
    </>
  );
}

/** In front of every node, selected ones too; as large on the screen at any zoom. */
function Layer() {
  const pointers = usePointers();
  const zoom = useStore(({ transform }) => transform[2]);
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute top-0 left-0"
      style={{ zIndex: 5000, ["--zoom" as string]: zoom }}
    >
      {pointers.map((pointer) => (
        <Cursor key={pointer.peer} pointer={pointer} />
      ))}
    </div>
  );
}
