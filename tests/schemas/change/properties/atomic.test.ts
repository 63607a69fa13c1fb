import { expect, test } from "bun:test";
import fc from "fast-check";
import { anyHistory, arrivalOf, makeTurnPatch, playTurn, startHistory } from "#tests/support/history.ts";
import type { Turn } from "#tests/support/history.ts";
import { currentGraph, submit } from "#tests/support/model.ts";
import type { Reply } from "#tests/support/model.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { firstDifference } from "#tests/support/same-json.ts";

test(
  "[O1] an atomic patch does all that it would do alone, or nothing",
  () => {
    const cases = fc.tuple(anyHistory(12), anyHistory(1));
    fc.assert(
      fc.property(cases, ([past, [turn]]) => turn && checkTurn(past, turn)),
      volume(80, 2030),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

function checkTurn(past: readonly Turn[], turn: Turn): void {
  const whole = playLast(past, { ...turn, atomic: true, guarded: false });
  const parts = playLast(past, { ...turn, atomic: false, guarded: false });
  if (whole === undefined || parts === undefined) return;
  expect(isRefused(whole.reply)).toBe(isRefused(parts.reply));
  const wanted = isRefused(whole.reply) ? whole.before : parts.after;
  expect(firstDifference(wanted, whole.after)).toBeUndefined();
}

function playLast(past: readonly Turn[], turn: Turn) {
  const history = startHistory();
  for (const earlier of past) playTurn(history, earlier);
  const before = structuredClone(currentGraph(history.world));
  const patch = makeTurnPatch(history, turn);
  if (patch === undefined) return undefined;
  const reply = submit(history.world, patch, arrivalOf(history));
  return { before, reply, after: currentGraph(history.world) };
}

function isRefused(reply: Reply): boolean {
  if (reply.kind === "error") return true;
  return reply.outcome.code !== undefined || reply.outcome.ops.some(({ status }) => status === "rejected");
}
