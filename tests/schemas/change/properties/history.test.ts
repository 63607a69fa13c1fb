import { expect, test } from "bun:test";
import fc from "fast-check";
import { fromSnapshot, toSnapshot } from "#schemas/change/snapshot-codec.ts";
import type { Snapshot } from "#schemas/change/snapshot.ts";
import { NOTICE_CODES, OP_CODES } from "#schemas/protocol/codes.ts";
import { applyEffects } from "#tests/support/apply-effects.ts";
import { anyHistory, historyGraph, playTurn, startHistory } from "#tests/support/history.ts";
import type { Turn } from "#tests/support/history.ts";
import { currentGraph, submit } from "#tests/support/model.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { firstDifference } from "#tests/support/same-json.ts";

test(
  "[I1][I2][I3][I4][I5][I6][I7][I9][I10][I11][D5] random histories of five clients keep every invariant, and the log alone gives the graph",
  () => {
    fc.assert(fc.property(anyHistory(60), playAndReadLog), volume(30, 2500));
  },
  PROPERTY_TIMEOUT_MS,
);

test(
  "[S3][I4] a restart from a snapshot at any version is not to be told from none",
  () => {
    const cases = fc.tuple(anyHistory(40), fc.array(fc.nat(40), { maxLength: 4 }));
    fc.assert(
      fc.property(cases, ([turns, restarts]) => checkRestarts(turns, restarts)),
      volume(12, 1000),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

test(
  "[O4][I8] what was judged is answered alike when it is sent again, and changes nothing",
  () => {
    fc.assert(fc.property(anyHistory(30), checkReplays), volume(8, 800));
  },
  PROPERTY_TIMEOUT_MS,
);

test("[O1] random histories meet every refusal, and every kind of notice", () => {
  const met = new Set<string>();
  for (const turns of fc.sample(anyHistory(60), { numRuns: 60, seed: 1 })) {
    const history = startHistory();
    for (const reply of turns.flatMap((turn) => playTurn(history, turn)?.reply ?? [])) {
      if (reply.kind !== "error") reply.outcome.ops.forEach(({ status, code }) => met.add(code ?? status));
    }
    history.world.notices.forEach(({ code }) => met.add(code));
  }
  const unreached = new Set(["duplicate_id", "limit", "base_lost"]);
  const wanted = [
    ...OP_CODES.filter((code) => !unreached.has(code)),
    ...NOTICE_CODES,
    "merged",
    "noop",
    "superseded",
  ];
  expect(wanted.filter((code) => !met.has(code))).toEqual([]);
});

function playAndReadLog(turns: readonly Turn[]): void {
  const history = startHistory();
  const rows = turns.flatMap((turn) => {
    const played = playTurn(history, turn);
    return played?.reply.kind === "committed" ? [played.reply.row] : [];
  });
  const told = rows.reduce((graph, { effects }) => applyEffects(graph, effects), historyGraph());
  expect(firstDifference(told, currentGraph(history.world))).toBeUndefined();
  expect(rows.map(({ version }) => version)).toEqual(rows.map((_, i) => i + 1));
}

function checkRestarts(turns: readonly Turn[], restarts: readonly number[]): void {
  const steady = startHistory();
  const restarted = startHistory();
  turns.forEach((turn, i) => {
    const expected = playTurn(steady, turn);
    if (restarts.includes(i)) restart(restarted);
    expect(firstDifference(expected, playTurn(restarted, turn))).toBeUndefined();
  });
  expect(firstDifference(toSnapshot(steady.world.state), toSnapshot(restarted.world.state))).toBeUndefined();
}

function restart({ world }: ReturnType<typeof startHistory>): void {
  const stored = JSON.stringify(toSnapshot(world.state));
  world.state = fromSnapshot(JSON.parse(stored) as Snapshot);
  world.twin = fromSnapshot(JSON.parse(stored) as Snapshot);
  expect(firstDifference(JSON.parse(stored), toSnapshot(world.state))).toBeUndefined();
}

function checkReplays(turns: readonly Turn[]): void {
  const history = startHistory();
  const judged = turns
    .flatMap((turn) => playTurn(history, turn) ?? [])
    .filter(({ reply }) => reply.kind !== "error");
  const before = structuredClone(toSnapshot(history.world.state));
  for (const { patch, reply } of judged) {
    const again = submit(history.world, patch, 1_000_000);
    if (reply.kind === "error" || again.kind !== "replayed") throw new Error(`${patch.id} was judged twice`);
    expect(again.outcome).toEqual(reply.outcome);
    const other = { ...patch, ops: [...patch.ops, ...patch.ops, ...patch.ops] };
    expect(submit(history.world, other, 1_000_000)).toMatchObject({ kind: "error", code: "id_reused" });
  }
  expect(firstDifference(before, toSnapshot(history.world.state))).toBeUndefined();
}
