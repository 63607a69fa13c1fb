import { expect, test } from "bun:test";
import fc from "fast-check";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { firstDifference } from "#tests/support/same-json.ts";
import { anyPair, describePair, opsOfPair, playPair } from "./pairs.ts";
import type { Pair, Played } from "./pairs.ts";

test(
  "[T1][T2][T3][T4][T5][T6][T7][T8][T9] two concurrent single ops give one graph in both orders, ties included",
  () => {
    fc.assert(
      fc.property(anyPair(), (pair) => bothOrders(pair, unlike)),
      volume(1200, 169_291),
    );
    expect(fc.sample(anyPair(), volume(200, 200)).filter(opsOfPair).length).toBeGreaterThan(150);
  },
  PROPERTY_TIMEOUT_MS,
);

test(
  "[O5] what is refused when it comes second is told by a notice when it came first",
  () => {
    fc.assert(
      fc.property(anyPair(), (pair) => bothOrders(pair, untold)),
      volume(600, 50_000),
    );
    expect(fc.sample(anyPair(), volume(200, 200)).filter(isTold).length).toBeGreaterThan(5);
  },
  PROPERTY_TIMEOUT_MS,
);

test(
  "[O5] one op that is undone is told once",
  () => {
    fc.assert(
      fc.property(anyPair(), (pair) => bothOrders(pair, toldTwice)),
      volume(300, 20_000),
    );
    expect(fc.sample(anyPair(), volume(200, 200)).filter(isTold).length).toBeGreaterThan(5);
  },
  PROPERTY_TIMEOUT_MS,
);

function bothOrders(pair: Pair, wrong: (ab: Played, ba: Played) => string | undefined): void {
  const ops = opsOfPair(pair);
  if (ops === undefined) return;
  const ab = playPair(ops, pair.times, 0);
  const ba = playPair(ops, pair.times, 1);
  const sentence = wrong(ab, ba);
  if (sentence !== undefined) throw new Error(`${sentence}\n${describePair(ops, pair, ab, ba)}`);
}

function unlike(ab: Played, ba: Played): string | undefined {
  return firstDifference(ab.graph, ba.graph);
}

/** A loser by time that is `superseded` may be told too: what is undone with a list is more than one write. */
function untold(ab: Played, ba: Played): string | undefined {
  const checks = [
    { author: "B", second: statusOf(ab, 1), told: ba.notices.some(({ to }) => to === "B") },
    { author: "A", second: statusOf(ba, 0), told: ab.notices.some(({ to }) => to === "A") },
  ];
  const isWrong = ({ second, told }: (typeof checks)[number]) =>
    told ? second !== "rejected" && second !== "superseded" : second === "rejected";
  const wrong = checks.find(isWrong);
  return wrong && `${wrong.author} is ${wrong.second} second, ${wrong.told ? "" : "not "}told first`;
}

function statusOf(played: Played, author: 0 | 1): string {
  const reply = played.replies[author];
  return reply.kind === "error" ? "error" : (reply.outcome.ops[0]?.status ?? "applied");
}

/** Nobody is told twice of one op that was undone. */
function toldTwice(...played: readonly Played[]): string | undefined {
  const twice = played.find(({ notices }) => new Set(notices.map(({ to }) => to)).size < notices.length);
  return twice && "somebody is told twice of one op";
}

function isTold(pair: Pair): boolean {
  const ops = opsOfPair(pair);
  return ops !== undefined && playPair(ops, pair.times, 1).notices.length > 0;
}
