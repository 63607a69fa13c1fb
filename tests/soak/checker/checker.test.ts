import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "./check.ts";
import type { Rule } from "./evidence.ts";
import { parseHistory } from "./history.ts";
import type { Op } from "./json.ts";
import { readDatabase } from "./read-database.ts";
import { soundEvidence, type Doctored } from "./sample.ts";

test("a sound run passes", () => {
  expect(check(soundEvidence())).toEqual([]);
});

/** A lie told to the checker, and the rule that it has to name. */
interface Doctoring {
  readonly lie: string;
  readonly rule: Rule;
  readonly doctor: (evidence: Doctored) => void;
}

const DOCTORINGS: readonly Doctoring[] = [
  { lie: "a version is missing", rule: "hole", doctor: ({ log }) => void log.splice(1, 1) },
  {
    lie: "a version is served that the log lacks",
    rule: "hole",
    doctor: ({ served }) => void served.version++,
  },
  {
    lie: "an id stands in the log twice",
    rule: "doubled_id",
    doctor: ({ log, stored }) => {
      log.push({ ...rowOf(log, 3), version: 4, ops: [] });
      stored.rows.push({ ...rowOf(stored.rows, 3), version: 4, ops: [] });
    },
  },
  {
    lie: "an id is in the log and was refused as well",
    rule: "doubled_id",
    doctor: ({ stored }) =>
      void stored.results.push({ id: "b2", peer: "ben/tab", at: 1, outcome: { ops: [] } }),
  },
  {
    lie: "the file lost its last version",
    rule: "file_differs",
    doctor: ({ stored }) => void stored.rows.pop(),
  },
  {
    lie: "the file says another time",
    rule: "file_differs",
    doctor: ({ stored }) => void rowOf(stored.rows, 2).ts++,
  },
  {
    lie: "a patch left before it was kept",
    rule: "sent_before_kept",
    doctor: (e) => forget(e, "kept", "b2"),
  },
  {
    lie: "a patch was kept only after it left",
    rule: "sent_before_kept",
    doctor: ({ histories }) => {
      const lines = histories[2]?.lines ?? [];
      const kept = lines.findIndex(({ at }) => at === "kept");
      lines.push(...lines.splice(kept, 1));
    },
  },
  {
    lie: "a base was raised when it was sent again",
    rule: "own_base",
    doctor: ({ histories }) => histories[0]?.lines.push({ at: "sent", patch: { id: "a2", base: 2, ts: 50 } }),
  },
  {
    lie: "a time was raised when it was sent again",
    rule: "own_time",
    doctor: ({ histories }) => histories[0]?.lines.push({ at: "sent", patch: { id: "a2", base: 1, ts: 60 } }),
  },
  { lie: "a saved patch is in another version", rule: "lost_ack", doctor: (e) => changeEnd(e, "b2", 2) },
  { lie: "a saved patch is not in the log", rule: "lost_ack", doctor: (e) => changeEnd(e, "a1", 3) },
  {
    lie: "a patch said to have taken no version took one",
    rule: "lost_ack",
    doctor: (e) => changeEnd(e, "b1", null),
  },
  {
    lie: "a patch that was on a device is nowhere",
    rule: "unaccounted",
    doctor: ({ stored }) => void stored.results.splice(0, 1),
  },
  { lie: "a refusal was not told", rule: "untold", doctor: (e) => forget(e, "aside", "b3") },
  {
    lie: "a client ends with a patch pending",
    rule: "pending",
    doctor: (e) => changeFinal(e, 1, { pending: 1 }),
  },
  {
    lie: "a client never comes to its end",
    rule: "pending",
    doctor: (e) => void e.histories[1]?.lines.pop(),
  },
  {
    lie: "a peer's patches changed places",
    rule: "order",
    doctor: ({ stored }) => {
      const [one, , three] = stored.rows as [Row, Row, Row];
      [one.version, three.version] = [3, 1];
    },
  },
  { lie: "a base was raised", rule: "own_base", doctor: (e) => changeMade(e, "a2", { base: 2 }) },
  {
    lie: "a patch was found otherwise than it was kept",
    rule: "changed_on_device",
    doctor: ({ histories }) => {
      const patch = { id: "a2", base: 2, ts: 50, ops: [] };
      histories[0]?.lines.push({ at: "found", client: "tab", patch });
    },
  },
  { lie: "a time was raised", rule: "own_time", doctor: (e) => changeMade(e, "a2", { ts: 49 }) },
  {
    lie: "an effect that does not apply",
    rule: "not_strict",
    doctor: (e) => changeOps(e, 3, [{ op: "remove", path: "/nodes/nobody" }]),
  },
  {
    lie: "an edge outlives its node",
    rule: "dangling",
    doctor: (e) => changeOps(e, 3, [{ op: "remove", path: "/nodes/b" }]),
  },
  {
    lie: "something else is served",
    rule: "served_differs",
    doctor: ({ served }) => void (served.graph = { ...served.graph, domain: "elsewhere" }),
  },
  {
    lie: "a client sees something else",
    rule: "view_differs",
    doctor: (e) => changeFinal(e, 2, { graph: { ...e.served.graph, name: "Cy" } }),
  },
  { lie: "a client stands behind", rule: "view_differs", doctor: (e) => changeFinal(e, 2, { version: 2 }) },
  {
    lie: "a write that loses was committed",
    rule: "winner",
    doctor: (e) => {
      // As if Ann's second rename had been made on what Ben had not written yet.
      changeMade(e, "a2", { base: 0 });
    },
  },
  {
    lie: "a loser's value stands",
    rule: "winner",
    doctor: (e) => {
      changeOps(e, 2, [{ op: "replace", path: "/name", value: "Ben" }]);
      for (const graph of [e.served.graph, ...e.histories.map((_, i) => finalOf(e, i).graph)])
        Object.assign(graph, { name: "Ben" });
    },
  },
  { lie: "a write lost to none", rule: "winner", doctor: (e) => changeMade(e, "c1", { ts: 250 }) },
];

test.each(DOCTORINGS.map((doctoring) => [doctoring.lie, doctoring] as const))("%s", (_, { rule, doctor }) => {
  const evidence = soundEvidence();
  doctor(evidence);
  expect(check(evidence).map((breach) => breach.rule)).toContain(rule);
});

test("every rule is lied about", () => {
  const all: Record<Rule, true> = {
    hole: true,
    doubled_id: true,
    file_differs: true,
    sent_before_kept: true,
    lost_ack: true,
    unaccounted: true,
    untold: true,
    pending: true,
    order: true,
    changed_on_device: true,
    own_base: true,
    own_time: true,
    not_strict: true,
    dangling: true,
    served_differs: true,
    view_differs: true,
    winner: true,
  };
  expect(new Set(DOCTORINGS.map(({ rule }) => rule))).toEqual(new Set(Object.keys(all) as Rule[]));
});

test("a line torn by a kill is left out, and those around it are read", () => {
  const lines = parseHistory(
    '{"at":"start","client":"a","ms":1}\n{"at":"call","ca\n{"at":"start","client":"b","ms":2}\n',
  );
  expect(lines.map((line) => line.at)).toEqual(["start", "start"]);
});

test("a file without the SOP is no evidence", () => {
  const folder = mkdtempSync(join(tmpdir(), "checker-"));
  const file = join(folder, "empty.sqlite");
  const database = new Database(file, { create: true });
  database.run("create table sops (key integer, id text, version integer)");
  database.close();
  expect(() => readDatabase(file, "kp:sop:none")).toThrow("no kp:sop:none");
  rmSync(folder, { recursive: true });
});

function rowOf<T extends { version: number }>(rows: readonly T[], version: number): T {
  return rows.find((row) => row.version === version) as T;
}

/** Both in the log and in the file. */
function changeOps({ log, stored }: Doctored, version: number, ops: readonly Op[]): void {
  for (const row of [rowOf(log, version), rowOf(stored.rows, version)]) row.ops = ops as typeof row.ops;
}

type Row = Doctored["stored"]["rows"][number];
type Line = Doctored["histories"][number]["lines"][number];

function linesOf({ histories }: Doctored): Line[] {
  return histories.flatMap(({ lines }) => lines);
}

function forget({ histories }: Doctored, at: "kept" | "aside", patch: string): void {
  for (const history of histories)
    history.lines = history.lines.filter(
      (line) =>
        !(line.at === "kept" && at === "kept" && line.patch.id === patch) &&
        !(line.at === "aside" && at === "aside" && line.patch === patch),
    );
}

function changeEnd(evidence: Doctored, patch: string, version: number | null): void {
  for (const line of linesOf(evidence))
    if (line.at === "end" && line.patches.includes(patch)) Object.assign(line.end, { version });
}

function changeMade(evidence: Doctored, patch: string, change: { base?: number; ts?: number }): void {
  for (const line of linesOf(evidence))
    if (line.at === "kept" && line.patch.id === patch) Object.assign(line.patch, change);
}

function finalOf({ histories }: Doctored, index: number) {
  return histories[index]?.lines.find((line) => line.at === "final") as Extract<Line, { at: "final" }>;
}

function changeFinal(evidence: Doctored, index: number, change: object): void {
  Object.assign(finalOf(evidence, index), change);
}
