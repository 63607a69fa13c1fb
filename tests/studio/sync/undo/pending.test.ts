import { expect, test } from "bun:test";
import type { PlaceChange } from "#schemas/change/changes.ts";
import type { Json } from "#schemas/json.ts";
import { createUndoHistory } from "#studio/sync/undo/history.ts";
import { scenarioGraph } from "#tests/support/builders.ts";

const LABEL = "/nodes/a/data/label";

test("[Y55] undo works on a patch that is not judged yet, and redo on that", () => {
  const history = createUndoHistory();
  history.made({ id: "p", step: "s", kind: "edit" }, [label("A", "x")]);
  expect(history.undo(graph("x"))?.ops).toEqual([{ op: "replace", path: LABEL, value: "A" }]);
  history.made({ id: "u", step: "s", kind: "undo" }, [label("x", "A")]);
  history.committed("p", [label("A", "x")]);
  history.committed("u", [label("x", "A")]);
  expect(history.redo(graph("A"))?.ops).toEqual([{ op: "replace", path: LABEL, value: "x" }]);
});

test("[Y55] what others wrote while mine waited is in what mine really changed: undo gives theirs back", () => {
  const history = createUndoHistory();
  history.made({ id: "p", step: "s", kind: "edit" }, [label("A", "x")]);
  history.others([label("A", "theirs")]);
  history.committed("p", [label("theirs", "x")]);
  expect(history.undo(graph("x"))?.ops).toEqual([{ op: "replace", path: LABEL, value: "theirs" }]);
});

test("[Y55] while mine waits and others wrote there, undo leaves the place alone", () => {
  const history = createUndoHistory();
  history.made({ id: "p", step: "s", kind: "edit" }, [label("A", "x")]);
  history.others([label("A", "theirs")]);
  expect(history.undo(graph("x"))?.skipped).toEqual([{ path: LABEL, reason: "changed_since" }]);
});

test("[Y55] what was refused or had no effect is nothing to take back", () => {
  const history = createUndoHistory();
  history.made({ id: "p", step: "s", kind: "edit" }, [label("A", "x")]);
  history.made({ id: "q", step: "t", kind: "edit" }, [label("x", "y")]);
  history.fell("q");
  expect(history.undo(graph("x"))?.ops).toEqual([{ op: "replace", path: LABEL, value: "A" }]);
  history.made({ id: "r", step: "r", kind: "edit" }, [label("A", "z")]);
  history.committed("r", []);
  expect(history.canUndo).toBe(false);
  expect(history.undo(graph("A"))).toBeNull();
});

test("[Y55] ids that are not known, or known no more, change nothing", () => {
  const history = createUndoHistory();
  history.committed("strange", [label("A", "x")]);
  history.fell("strange");
  expect(history.undo(graph("x"))).toBeNull();
  expect(history.takeWrites()).toEqual([]);
});

test("[Y56] after a whole graph a place is mine while its value is what I left", () => {
  for (const [now, isMine] of [
    ["x", true],
    ["theirs", false],
  ] as const) {
    const history = createUndoHistory();
    history.made({ id: "p", step: "s", kind: "edit" }, [label("A", "x")]);
    history.committed("p", [label("A", "x")]);
    history.others([label("x", "theirs")]);
    history.startedOver();
    expect(history.undo(graph(now))?.ops.length).toBe(isMine ? 1 : 0);
  }
});

test("[Y56] after a whole graph nobody knows what a waiting patch covers, until it is judged", () => {
  for (const isJudged of [false, true]) {
    const history = createUndoHistory();
    history.made({ id: "p", step: "s", kind: "edit" }, [label("A", "x")]);
    history.startedOver();
    if (isJudged) history.committed("p", [label("theirs", "x")]);
    expect(history.undo(graph("x"))?.ops).toEqual(
      isJudged ? [{ op: "replace", path: LABEL, value: "theirs" }] : [],
    );
  }
});

function label(before: Json, after: Json): PlaceChange {
  return { ref: { kind: "node", id: "a" }, tokens: ["data", "label"], before, after };
}

function graph(value: string) {
  const start = scenarioGraph();
  return { ...start, nodes: { ...start.nodes, a: { ...start.nodes["a"], data: { label: value } } } };
}
