import { expect, test } from "bun:test";
import { createServerClock } from "#studio/sync/link/clock.ts";

test("[Y12] the offset is the middle of the first round trip, and moves no further than later ones force it to", () => {
  const clock = createServerClock();
  expect(clock.offset()).toBe(0);
  // Between 800 and 1000.
  clock.heard(2000, 1000, 1200);
  expect(clock.offset()).toBe(900);
  // Between 880 and 920: fits.
  clock.heard(3900, 2980, 3020);
  expect(clock.offset()).toBe(900);
  // Between 905 and 915.
  clock.heard(4915, 4000, 4010);
  expect(clock.offset()).toBe(905);
});

test("[Y12] the quickest of the last round trips counts, slow ones change nothing", () => {
  const clock = createServerClock();
  clock.heard(1000, 0, 10);
  expect(clock.offset()).toBe(995);
  for (let n = 0; n < 6; n += 1) clock.heard(7000, 5000, 9000);
  expect(clock.offset()).toBe(995);
});

test("[Y12] a clock that was set is believed at once", () => {
  const clock = createServerClock();
  for (let n = 0; n < 8; n += 1) clock.heard(1000, 1000, 1010);
  expect(Math.abs(clock.offset())).toBeLessThanOrEqual(5);
  clock.heard(90_000, 1000, 1100);
  expect(clock.offset()).toBe(88_950);
});

test("[Y12] the true offset is always within half the quickest round trip, whatever the delays", () => {
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let run = 0; run < 200; run += 1) {
    const clock = createServerClock();
    const offset = Math.round((random() - 0.5) * 1e8);
    const trips: number[] = [];
    for (let sent = 0; sent < 30_000; sent += 1000) {
      const there = random() * 300;
      const back = random() * 300;
      clock.heard(sent + there + offset, sent, sent + there + back);
      trips.push(there + back);
      expect(Math.abs(clock.offset() - offset)).toBeLessThanOrEqual(Math.min(...trips.slice(-8)) + 0.001);
    }
  }
});
