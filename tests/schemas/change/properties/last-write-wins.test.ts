import { expect, test } from "bun:test";
import fc from "fast-check";
import type { Json } from "#schemas/json.ts";
import { addOp, makePatch, scenarioGraph } from "#tests/support/builders.ts";
import { createWorld, currentGraph, submit } from "#tests/support/model.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { valueAt } from "#tests/support/same-json.ts";

const PLACES = [
  "/nodes/a/data/label",
  "/nodes/a/data/cfg/k",
  "/nodes/a/position/x",
  "/nodes/a/data/new",
  "/nodes/a/data/l",
  "/name",
  "/edges/e1/label",
  "/edges/e1/targetHandle",
];

interface Race {
  readonly place: string;
  /** One writer each: when, in order of arrival. */
  readonly times: readonly number[];
  /** Which peer arrives as the how manieth. */
  readonly order: readonly number[];
}

test(
  "[T1] of concurrent writes to one place the last by time stands, then the larger name, whatever the order",
  () => {
    fc.assert(
      fc.property(anyRace(), (race) => expect(play(race)).toBe(valueOf(race.place, winnerOf(race)))),
      volume(300, 12_000),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

function anyRace(): fc.Arbitrary<Race> {
  return fc.integer({ min: 2, max: 6 }).chain((count) =>
    fc.record({
      place: fc.constantFrom(...PLACES),
      times: fc.array(fc.integer({ min: 10, max: 15 }), { minLength: count, maxLength: count }),
      order: fc.shuffledSubarray(
        Array.from({ length: count }, (_, i) => i),
        { minLength: count, maxLength: count },
      ),
    }),
  );
}

function play({ place, times, order }: Race): unknown {
  const world = createWorld(scenarioGraph());
  order.forEach((writer, i) => {
    const patch = makePatch([addOp(place, valueOf(place, writer))], {
      id: `${writer}`,
      peer: `P${writer}`,
      ts: times[writer] ?? 0,
    });
    submit(world, patch, 1000 + i);
  });
  return valueAt(currentGraph(world), place);
}

/** Peers are named in the order of their numbers, so of two equal times the larger number wins. */
function winnerOf({ times }: Race): number {
  return times.reduce((best, time, i) => (time >= (times[best] ?? 0) ? i : best), 0);
}

function valueOf(place: string, writer: number): Json {
  return place.includes("/position/") ? writer : `v${writer}`;
}
