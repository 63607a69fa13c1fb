import { expect, test } from "bun:test";
import fc from "fast-check";
import type { PlaceChange } from "#schemas/change/changes.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { createUndoHistory } from "#studio/sync/undo/history.ts";
import type { UndoHistory } from "#studio/sync/undo/history.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { firstDifference } from "#tests/support/same-json.ts";
import { anyEdits, createCanvas, drawEdit, lay } from "./model.ts";
import type { AnyEdit, Canvas } from "./model.ts";

interface Turn {
  readonly edits: readonly AnyEdit[];
  /** Patches of the step before go on with it. */
  readonly sameStep: boolean;
  /** Whether everything made so far is echoed now. */
  readonly isEchoed: boolean;
  readonly isReloaded: boolean;
}

const anyTurns = fc.array(
  fc.record({
    edits: anyEdits(3),
    sameStep: fc.boolean(),
    isEchoed: fc.boolean(),
    isReloaded: fc.integer({ min: 0, max: 4 }).map((n) => n === 4),
  }),
  { minLength: 1, maxLength: 10 },
);

test(
  "[Y50] [Y53] undoing all that I did gives back where I began, redoing all where I ended, and so again",
  () => {
    fc.assert(fc.property(anyTurns, checkThereAndBack), volume(300, 20_000));
  },
  PROPERTY_TIMEOUT_MS,
);

function checkThereAndBack(turns: readonly Turn[]): void {
  const canvas = createCanvas();
  let history = createUndoHistory();
  const rows = new Map<string, Parameters<UndoHistory["restore"]>[0][number]>();
  const start = canvas.graph;
  const waiting: { readonly id: string; readonly changes: readonly PlaceChange[] }[] = [];
  let step = 0;
  for (const [n, turn] of turns.entries()) {
    if (!turn.sameStep) step++;
    for (const [i, edit] of turn.edits.entries()) {
      const drawn = drawEdit(canvas, edit, `${n}.${i}`);
      if (drawn === null) continue;
      const id = `p${n}.${i}`;
      history.made({ id, step: `s${step}`, kind: "edit" }, drawn.changes);
      waiting.push({ id, changes: drawn.changes });
    }
    if (turn.isEchoed) for (const { id, changes } of waiting.splice(0)) history.committed(id, changes);
    keep(history, rows);
    if (turn.isReloaded) {
      history = createUndoHistory();
      history.restore([...rows.values()]);
    }
  }
  const end = canvas.graph;
  for (let round = 0; round < 2; round++) {
    expect(run(canvas, history, "undo", start)).toBeUndefined();
    expect(run(canvas, history, "redo", end)).toBeUndefined();
  }
}

/** Writes what is new, as a store would, and as JSON. */
function keep(history: UndoHistory, rows: Map<string, Parameters<UndoHistory["restore"]>[0][number]>): void {
  for (const write of history.takeWrites()) {
    if ("put" in write) rows.set(write.put.key, JSON.parse(JSON.stringify(write.put)));
    else if ("remove" in write) rows.delete(write.remove.key);
  }
}

function run(
  canvas: Canvas,
  history: UndoHistory,
  side: "undo" | "redo",
  goal: GraphView,
): string | undefined {
  for (let back = history[side](canvas.graph); back !== null; back = history[side](canvas.graph)) {
    expect(back.skipped).toEqual([]);
    const changes = lay(canvas, back.ops);
    history.made({ id: `${side}${back.step}`, step: back.step, kind: side }, changes);
    history.committed(`${side}${back.step}`, changes);
  }
  return firstDifference(goal, canvas.graph);
}
