import { expect, mock, test } from "bun:test";
import type { Peer } from "#schemas/protocol/server-message.ts";
import type { Editor } from "#studio/editor/editor-context.tsx";
import { createDrag } from "#studio/canvas/drag.ts";
import { holderName } from "#studio/canvas/held.ts";
import type { Gesture, SopClient } from "#studio/sync/types.ts";
import { stepAt } from "./nodes.ts";

test("[U11] a drag of many nodes is one gesture from the first move to the end", () => {
  const { sop, gestures, told } = makeSop();
  const drag = createDrag({ sop });
  drag.move([
    { id: "a", x: 1.4, y: 1 },
    { id: "b", x: 2, y: 2 },
  ]);
  drag.move([
    { id: "a", x: 3, y: 3 },
    { id: "b", x: 4, y: 4 },
  ]);
  expect(gestures.length).toBe(1);
  expect(gestures[0]?.update).toHaveBeenCalledTimes(2);
  drag.end();
  drag.end();
  expect(gestures[0]?.end).toHaveBeenCalledTimes(1);
  expect(told[0]).toEqual({ moving: { a: { x: 1, y: 1 }, b: { x: 2, y: 2 } } });
  drag.move([{ id: "a", x: 5, y: 5 }]);
  expect(gestures.length).toBe(2);
});

test("[U11] a cancelled drag is put back, and the rest of it does nothing", () => {
  const { sop, gestures } = makeSop();
  const drag = createDrag({ sop });
  expect(drag.cancel()).toBe(false);
  drag.move([{ id: "a", x: 1, y: 1 }]);
  expect(drag.cancel()).toBe(true);
  drag.move([{ id: "a", x: 2, y: 2 }]);
  drag.end();
  expect(gestures.length).toBe(1);
  expect(gestures[0]?.cancel).toHaveBeenCalledTimes(1);
  expect(gestures[0]?.end).not.toHaveBeenCalled();
});

test("[U17] what somebody else holds stays while the rest moves; my own other tab is no one else", () => {
  const { sop, gestures } = makeSop({ a: "bob/tab-0002", b: "me/tab-0009" });
  const drag = createDrag({ sop });
  drag.move([
    { id: "a", x: 1, y: 1 },
    { id: "b", x: 2, y: 2 },
    { id: "gone", x: 3, y: 3 },
  ]);
  expect(gestures[0]?.update).toHaveBeenCalledWith([
    { op: "replace", path: "/nodes/b/position", value: { x: 2, y: 2 } },
  ]);
  expect(holderName(sop, "a")).toBe("Bob");
  expect(holderName(sop, "b")).toBeNull();
  expect(holderName(sop, "c")).toBeNull();
});

test("[U11] a viewer's drag moves nothing", () => {
  const { sop, gestures } = makeSop({}, "viewer");
  createDrag({ sop }).move([{ id: "a", x: 1, y: 1 }]);
  expect(gestures.length).toBe(0);
});

function makeSop(locks: Record<string, string> = {}, role: SopClient["role"] = "editor") {
  const told: unknown[] = [];
  const gestures: Record<"update" | "end" | "cancel", ReturnType<typeof mock>>[] = [];
  const bob: Partial<Peer> = { peer: "bob/tab-0002", name: "Bob" };
  const sop = {
    role,
    peer: "me/tab-0001",
    locks: new Map(Object.entries(locks)),
    peers: new Map([["bob/tab-0002", bob]]),
    view: { nodes: new Map(["a", "b"].map((id) => [id, stepAt(id)])), edges: new Map(), meta: {} },
    presence: (update: unknown) => told.push(update),
    gesture() {
      const made = { update: mock(), end: mock(() => ({ end: Promise.resolve() })), cancel: mock() };
      gestures.push(made);
      return made as unknown as Gesture;
    },
  } as unknown as Editor["sop"];
  return { sop, gestures, told };
}
