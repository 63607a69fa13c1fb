import { expect, test } from "bun:test";
import { edgeAfter, nodeAfter, nodeBeside } from "#studio/canvas/reading-order.ts";
import { shortcutOf, SHORTCUTS } from "#studio/canvas/shortcuts.ts";
import { edgeOf, stepAt } from "./nodes.ts";

const NODES = [stepAt("d", 400, 200), stepAt("a", 0, 0), stepAt("c", 0, 200), stepAt("b", 400, 0)];

test("[U16] Tab goes from top to bottom and left to right, and leaves the canvas at its ends", () => {
  const path = ["a", "b", "c", "d"];
  for (const [i, id] of path.entries()) {
    expect(nodeAfter(NODES, id, false)?.id).toBe(path[i + 1] as never);
    expect(nodeAfter(NODES, id, true)?.id).toBe(path[i - 1] as never);
  }
  expect(nodeAfter(NODES, null, false)?.id).toBe("a");
  expect(nodeAfter(NODES, null, true)?.id).toBe("d");
  expect(nodeAfter([], null, false)).toBeNull();
  expect(nodeAfter(NODES, "gone", false)?.id).toBe("a");
});

test("[U16] arrows go to the neighbour on that side", () => {
  expect(nodeBeside(NODES, "a", "right")?.id).toBe("b");
  expect(nodeBeside(NODES, "a", "down")?.id).toBe("c");
  expect(nodeBeside(NODES, "d", "up")?.id).toBe("b");
  expect(nodeBeside(NODES, "d", "left")?.id).toBe("c");
  expect(nodeBeside(NODES, "a", "up")).toBeNull();
});

test("[U16] the connections of a node are gone through: what leaves it, then what comes, then again", () => {
  const edges = [edgeOf("a", "b"), edgeOf("b", "c"), edgeOf("b", "d")];
  expect(edgeAfter(edges, "b", null)?.id).toBe("b-c");
  expect(edgeAfter(edges, null, "b-c")?.id).toBe("b-d");
  expect(edgeAfter(edges, null, "b-d")?.id).toBe("a-b");
  expect(edgeAfter(edges, "c", null)?.id).toBe("b-c");
  expect(edgeAfter(edges, "e", null)).toBeNull();
  expect(edgeAfter(edges, null, null)).toBeNull();
});

test("[U16] a key press means its shortcut, on any keyboard", () => {
  expect(press("z", { ctrlKey: true })).toBe("undo");
  expect(press("z", { metaKey: true })).toBe("undo");
  expect(press("Z", { ctrlKey: true, shiftKey: true })).toBe("redo");
  expect(press("y", { ctrlKey: true })).toBe("redo");
  expect(press("?", { shiftKey: true })).toBe("help");
  expect(press("+", { shiftKey: true })).toBe("zoomIn");
  expect(press("+")).toBe("zoomIn");
  expect(press("1")).toBe("addStep");
  expect(press("c")).toBe("connect");
  expect(press("Backspace")).toBe("delete");
  // What copies is the browser's own event, and what is typed with Alt is somebody's letter.
  expect(press("c", { ctrlKey: true })).toBeNull();
  expect(press("1", { altKey: true })).toBeNull();
  expect(press("z")).toBeNull();
});

test("[U16] no key means two things, and each is said in words", () => {
  const keys = SHORTCUTS.flatMap(({ keys }) => keys);
  expect(new Set(keys).size).toBe(keys.length);
  expect(SHORTCUTS.every(({ text }) => text.length > 2)).toBe(true);
});

type Mods = Partial<Record<"ctrlKey" | "metaKey" | "shiftKey" | "altKey", boolean>>;

function press(key: string, mods: Mods = {}): string | null {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  return shortcutOf({ key, ...none, ...mods })?.command ?? null;
}
