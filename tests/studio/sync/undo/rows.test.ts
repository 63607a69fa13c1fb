import { expect, test } from "bun:test";
import type { PlaceChange } from "#schemas/change/changes.ts";
import type { Json } from "#schemas/json.ts";
import type { Row, Write } from "#studio/sync/store/store.ts";
import { createUndoHistory } from "#studio/sync/undo/history.ts";
import type { UndoHistory } from "#studio/sync/undo/history.ts";

test("[Y53] only what is new is written, as JSON, and what is gone is taken away", () => {
  const history = createUndoHistory();
  make(history, "one", "name", "n");
  const writes = history.takeWrites();
  expect(writes.map(kindOf)).toEqual(["put"]);
  expect(JSON.parse(JSON.stringify(writes))).toEqual(writes);
  expect(history.takeWrites()).toEqual([]);
  make(history, "two", "domain", "d");
  expect(history.takeWrites().map(kindOf)).toEqual(["put"]);
  history.others([change("name", "n", "theirs")]);
  expect(history.takeWrites().map(keyOf)).toEqual(writes.map(keyOf));
  history.others([change("name", "theirs", "more"), change("tags", null, [])]);
  expect(history.takeWrites()).toEqual([]);
  history.undo({ nodes: {}, edges: {}, domain: "d" });
  expect(history.takeWrites().map(kindOf)).toEqual(["remove"]);
});

test("[Y53] a history goes on from its rows: order, waiting patches, what others touched", () => {
  const history = createUndoHistory();
  make(history, "one", "name", "n");
  make(history, "two", "domain", "d");
  history.others([change("name", "n", "theirs")]);
  history.made({ id: "late", step: "three", kind: "edit" }, [change("description", undefined, "x")]);
  const later = createUndoHistory();
  later.restore([...rowsOf(history), { kind: "pending", key: "1", value: {} }]);
  later.committed("late", [change("description", "before", "x")]);
  const view = { nodes: {}, edges: {}, name: "n", domain: "d", description: "x" };
  expect(later.undo(view)?.ops).toEqual([{ op: "replace", path: "/description", value: "before" }]);
  expect(later.undo(view)?.ops).toEqual([{ op: "replace", path: "/domain", value: "old" }]);
  expect(later.undo(view)?.skipped.length).toBe(1);
  make(later, "four", "name", "m");
  expect(rowsOf(later).length).toBe(1);
});

test("[Y53] a row that this version cannot read is left out", () => {
  const history = createUndoHistory();
  history.restore([{ kind: "step", key: "1", value: { name: "s", side: "aside", parts: [] } }]);
  expect(history.canUndo).toBe(false);
});

test("[Y57] the oldest step goes when there are too many", () => {
  const history = createUndoHistory({ limit: 2 });
  for (const name of ["one", "two", "three"]) make(history, name, name, name);
  expect(rowsOf(history).length).toBe(2);
  const view = { nodes: {}, edges: {}, one: "one", two: "two", three: "three" };
  expect([history.undo(view), history.undo(view), history.undo(view)].map((back) => back?.step)).toEqual([
    "three",
    "two",
    undefined,
  ]);
});

test("[Y57] a step that is too large for a row is in memory, and its row goes", () => {
  const history = createUndoHistory();
  history.made({ id: "1", step: "big", kind: "edit" }, [change("name", "old", "n")]);
  expect(history.takeWrites().map(kindOf)).toEqual(["put"]);
  history.made({ id: "2", step: "big", kind: "edit" }, [change("domain", "old", "x".repeat(1024 * 1024))]);
  expect(history.takeWrites().map(kindOf)).toEqual(["remove"]);
  expect(history.canUndo).toBe(true);
});

test("[Y57] a drag of an hour is one change", () => {
  const history = createUndoHistory();
  const place = { ref: { kind: "node", id: "a" }, tokens: ["position"] } as const;
  for (let n = 0; n < 500; n++) {
    history.made({ id: `${n}`, step: "drag", kind: "edit" }, [
      { ...place, before: { x: n }, after: { x: n + 1 } },
    ]);
    history.committed(`${n}`, [{ ...place, before: { x: n }, after: { x: n + 1 } }]);
  }
  expect(JSON.stringify(history.takeWrites()).length).toBeLessThan(500);
  const view = { nodes: { a: { id: "a", position: { x: 500 } } }, edges: {} };
  expect(history.undo(view)?.ops).toEqual([{ op: "replace", path: "/nodes/a/position", value: { x: 0 } }]);
});

function make(history: UndoHistory, name: string, key: string, value: Json): void {
  history.made({ id: name, step: name, kind: "edit" }, [change(key, "old", value)]);
  history.committed(name, [change(key, "old", value)]);
}

function change(key: string, before: Json | undefined, after: Json): PlaceChange {
  return { ref: { kind: "meta", id: "" }, tokens: [key], before, after };
}

function rowsOf(history: UndoHistory): Row[] {
  const rows = new Map<string, Row>();
  for (const write of history.takeWrites()) if ("put" in write) rows.set(write.put.key, write.put);
  return [...rows.values()];
}

function kindOf(write: Write): string {
  return Object.keys(write).join();
}

function keyOf(write: Write): string {
  return "put" in write ? write.put.key : "remove" in write ? write.remove.key : write.clear;
}
