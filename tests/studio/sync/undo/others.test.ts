import { expect, test } from "bun:test";
import fc from "fast-check";
import type { PlaceChange } from "#schemas/change/changes.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { createUndoHistory } from "#studio/sync/undo/history.ts";
import type { UndoHistory } from "#studio/sync/undo/history.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { createAuthors, harmDone, noteAuthor, placesBetween } from "./authors.ts";
import type { Deed } from "./authors.ts";
import { anyEdits, createCanvas, drawEdit, lay } from "./model.ts";
import type { AnyEdit } from "./model.ts";

type Turn =
  | { readonly who: Name; readonly what: "edit"; readonly edits: readonly AnyEdit[] }
  | { readonly who: Name; readonly what: "undo" | "redo" };

type Name = "A" | "B";

const who = fc.constantFrom<Name>("A", "B");
const anyTurns: fc.Arbitrary<Turn[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ who, what: fc.constant("edit"), edits: anyEdits(2) }) },
    { weight: 3, arbitrary: fc.record({ who, what: fc.constantFrom("undo", "undo", "redo") }) },
  ),
  { minLength: 3, maxLength: 14, size: "max" },
);

test(
  "[Y51] [Y52] what others did since is neither removed nor altered by an undo or redo",
  () => {
    fc.assert(fc.property(anyTurns, checkNoHarm), volume(400, 20_000));
  },
  PROPERTY_TIMEOUT_MS,
);

function checkNoHarm(turns: readonly Turn[]): void {
  const canvas = createCanvas();
  const authors = createAuthors();
  const histories: Readonly<Record<Name, UndoHistory>> = { A: createUndoHistory(), B: createUndoHistory() };
  const deeds = new Map<string, Deed>();
  let now = 0;

  function done(who: Name, kind: "edit" | "undo" | "redo", step: string, what: Done): void {
    const { before, changes } = what;
    const places = placesBetween(before, canvas.graph);
    noteAuthor(authors, [before, canvas.graph], { name: who, at: now });
    deeds.set(`${who} ${kind === "undo" ? "redo" : "undo"} ${step}`, { name: who, at: now, places });
    if (changes.length === 0) return;
    histories[who].made({ id: `${now}`, step, kind }, changes);
    histories[who].committed(`${now}`, changes);
    histories[who === "A" ? "B" : "A"].others(changes);
  }

  function edit(who: Name, edit: AnyEdit): void {
    const before = canvas.graph;
    const drawn = drawEdit(canvas, edit, `${++now}`);
    if (drawn !== null) done(who, "edit", `${now}`, { before, changes: drawn.changes });
  }

  function takeBack(who: Name, side: "undo" | "redo"): void {
    now++;
    const before = canvas.graph;
    const back = histories[who][side](before);
    if (back === null) return;
    const changes = lay(canvas, back.ops);
    const deed = deeds.get(`${who} ${side} ${back.step}`) as Deed;
    expect(harmDone(authors, [before, canvas.graph], deed)).toBeUndefined();
    done(who, side, back.step, { before, changes });
  }

  for (const turn of [...turns, ...EVERYTHING_BACK]) {
    if (turn.what === "edit") for (const one of turn.edits) edit(turn.who, one);
    else takeBack(turn.who, turn.what);
  }
}

interface Done {
  readonly before: GraphView;
  readonly changes: readonly PlaceChange[];
}

const EVERYTHING_BACK: readonly Turn[] = Array.from({ length: 20 }, (_, n) => ({
  who: n % 3 === 0 ? "B" : "A",
  what: "undo",
}));
