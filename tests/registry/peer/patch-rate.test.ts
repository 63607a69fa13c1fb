import { expect, test } from "bun:test";
import { PatchRate } from "#registry/peer/patch-rate.ts";

function takeAll(rate: PatchRate, now: number): number {
  let taken = 0;
  while (rate.take(now)) taken += 1;
  return taken;
}

test("[B2] a burst is free, then the rate holds, and what is not used gathers up to the burst", () => {
  const rate = new PatchRate(200, 400, 0);
  expect(takeAll(rate, 0)).toBe(400);
  expect(rate.wait(1)).toBe(5);
  expect(takeAll(rate, 4)).toBe(0);
  expect(takeAll(rate, 5)).toBe(1);
  expect(takeAll(rate, 1005)).toBe(200);
  expect(takeAll(rate, 60_000)).toBe(400);
});

test("[B2] a clock set back stops nobody for long", () => {
  const rate = new PatchRate(10, 1, 1_000_000);
  expect(takeAll(rate, 1_000_000)).toBe(1);
  expect(takeAll(rate, 0)).toBe(0);
  expect(takeAll(rate, 100)).toBe(1);
});
