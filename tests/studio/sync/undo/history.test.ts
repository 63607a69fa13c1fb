import { expect, test } from "bun:test";
import type { PlaceChange } from "#schemas/change/changes.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { createUndoHistory } from "#studio/sync/undo/history.ts";
import type { StepBack, UndoHistory } from "#studio/sync/undo/history.ts";
import { addOp, makeNode, removeOp, replaceOp } from "#tests/support/builders.ts";
import { createCanvas, lay } from "./model.ts";
import type { Canvas } from "./model.ts";

const LABEL = "/nodes/a/data/label";

test("[Y50] patches of one step are taken back together, the newest step first", () => {
  const { me, undo, canvas } = scene();
  me("one", replaceOp(LABEL, "x"));
  me("drag", replaceOp("/nodes/a/position/x", 1));
  me("drag", replaceOp("/nodes/a/position/x", 2));
  expect(undo()?.ops).toEqual([replaceOp("/nodes/a/position/x", 0)]);
  expect(undo()?.ops).toEqual([replaceOp(LABEL, "A")]);
  expect(undo()).toBeNull();
  expect(canvas.graph.nodes["a"]).toEqual(makeNode("a"));
});

test("[Y50] a gesture that something else came into is still one step, and the newest", () => {
  const { me, undo } = scene();
  me("drag", replaceOp("/nodes/a/position/x", 1));
  me("one", replaceOp("/nodes/b/data/label", "x"));
  me("drag", replaceOp("/nodes/a/position/x", 2));
  expect(undo()?.ops).toEqual([replaceOp("/nodes/a/position/x", 0)]);
  expect(undo()?.ops).toEqual([replaceOp("/nodes/b/data/label", "B")]);
});

test("[Y50] what came into a gesture at the same place is taken back in its turn", () => {
  const { me, undo } = scene();
  me("drag", replaceOp(LABEL, "1"));
  me("one", replaceOp(LABEL, "2"));
  me("drag", replaceOp(LABEL, "3"));
  const labels = [undo(), undo(), undo()].map((back) => back?.ops);
  expect(labels).toEqual([[replaceOp(LABEL, "2")], [replaceOp(LABEL, "1")], [replaceOp(LABEL, "A")]]);
});

test("[Y50] redo makes again what was undone, until something new is done", () => {
  const { me, undo, redo, history } = scene();
  me("one", replaceOp(LABEL, "x"));
  expect([history.canUndo, history.canRedo]).toEqual([true, false]);
  undo();
  expect([history.canUndo, history.canRedo]).toEqual([false, true]);
  expect(redo()?.ops).toEqual([replaceOp(LABEL, "x")]);
  undo();
  me("two", replaceOp("/name", "n"));
  expect(history.canRedo).toBe(false);
  expect(redo()).toBeNull();
});

test("[Y47] a gesture is taken back by its name, whatever came after it", () => {
  const { me, history, canvas } = scene();
  me("drag", replaceOp("/nodes/a/position/x", 1));
  me("one", replaceOp(LABEL, "x"));
  expect(history.undo(canvas.graph, "drag")?.ops).toEqual([replaceOp("/nodes/a/position/x", 0)]);
  expect(history.undo(canvas.graph, "drag")).toBeNull();
});

test("[Y51] a step of which nothing is left is told and gone; the next undo takes the next one", () => {
  const { me, others, undo } = scene();
  me("one", replaceOp("/name", "n"));
  me("two", replaceOp(LABEL, "x"));
  others(replaceOp(LABEL, "theirs"));
  expect(undo()).toEqual({
    kind: "undo",
    step: "two",
    ops: [],
    skipped: [{ path: LABEL, reason: "changed_since" }],
  });
  expect(undo()?.ops).toEqual([replaceOp("/name", "g")]);
});

test("[Y51] above, below, and back to the same value: others wrote there since", () => {
  const touches: readonly (readonly PatchOp[])[] = [
    [replaceOp("/nodes/a/data", { label: "A", cfg: "mine", l: [] })],
    [addOp("/nodes/a/data/cfg/new", 1)],
    [replaceOp("/nodes/a/data/cfg", "other"), replaceOp("/nodes/a/data/cfg", { k: "mine" })],
  ];
  for (const touch of touches) {
    const { me, others, undo } = scene();
    me("one", replaceOp("/nodes/a/data/cfg", { k: "mine" }));
    for (const op of touch) others(op);
    expect(undo()?.skipped).toEqual([{ path: "/nodes/a/data/cfg", reason: "changed_since" }]);
  }
});

test("[Y51] of a step with several places the others are taken back", () => {
  const { me, others, undo } = scene();
  me("one", replaceOp(LABEL, "x"), replaceOp("/nodes/a/position/x", 5));
  others(replaceOp("/nodes/a/position/x", 6));
  const back = undo();
  expect(back?.ops).toEqual([replaceOp(LABEL, "A")]);
  expect(back?.skipped).toEqual([{ path: "/nodes/a/position/x", reason: "changed_since" }]);
});

test("[Y51] what I wrote in a node that somebody removed and brought back is still mine", () => {
  const { me, others, undo, canvas } = scene();
  me("one", replaceOp(LABEL, "x"));
  others(removeOp("/nodes/a"));
  others(addOp("/nodes/a", canvas.dead.get("a") ?? null));
  expect(undo()?.ops).toEqual([replaceOp(LABEL, "A")]);
});

test("[Y52] a removed node comes back with its edges, but for those whose other end is gone", () => {
  const { me, others, undo, canvas } = scene();
  me("one", removeOp("/nodes/b"));
  expect(Object.keys(canvas.graph.edges)).toEqual([]);
  others(removeOp("/nodes/c"));
  expect(undo()?.skipped).toEqual([{ path: "/edges/e2", reason: "end_gone" }]);
  expect(Object.keys(canvas.graph.nodes).toSorted()).toEqual(["a", "b"]);
  expect(Object.keys(canvas.graph.edges)).toEqual(["e1"]);
});

test("[Y52] an edge does not go back to an end that is gone", () => {
  const { me, others, undo } = scene();
  me("one", replaceOp("/edges/e1/source", "c"));
  others(removeOp("/nodes/a"));
  expect(undo()?.skipped).toEqual([{ path: "/edges/e1/source", reason: "end_gone" }]);
});

test("[Y52] an added node stays where others wrote in it or tied edges to it", () => {
  const touches = [
    replaceOp("/nodes/n/data/label", "theirs"),
    addOp("/edges/x", { id: "x", source: "a", target: "n" }),
  ];
  for (const touch of touches) {
    const { me, others, undo } = scene();
    me("one", addOp("/nodes/n", makeNode("n")));
    others(touch);
    const back = undo();
    expect(back?.ops).toEqual([]);
    expect(back?.skipped).toEqual([{ path: "/nodes/n", reason: "changed_since" }]);
  }
});

test("[Y52] an added node goes with the edges of its own step", () => {
  const { me, undo, canvas } = scene();
  const start = canvas.graph;
  me("paste", addOp("/nodes/n", makeNode("n")), addOp("/edges/x", { id: "x", source: "n", target: "a" }));
  me("paste", addOp("/edges/y", { id: "y", source: "b", target: "n" }));
  expect(undo()?.skipped).toEqual([]);
  expect(canvas.graph).toEqual(start);
});

function scene(history: UndoHistory = createUndoHistory()) {
  const canvas: Canvas = createCanvas();
  let n = 0;
  const made = (step: string, kind: "edit" | "undo" | "redo", changes: readonly PlaceChange[]) => {
    const id = `p${n++}`;
    history.made({ id, step, kind }, changes);
    history.committed(id, changes);
  };
  const back = (kind: "undo" | "redo"): StepBack | null => {
    const found = history[kind](canvas.graph);
    if (found !== null && found.ops.length > 0) made(found.step, kind, lay(canvas, found.ops));
    return found;
  };
  return {
    canvas,
    history,
    me: (step: string, ...ops: PatchOp[]) => made(step, "edit", lay(canvas, ops)),
    others: (op: PatchOp) => history.others(lay(canvas, [op])),
    undo: () => back("undo"),
    redo: () => back("redo"),
  };
}
