import { expect, test } from "bun:test";
import { createBuckets } from "#registry/front/buckets.ts";

test("[M2] a burst, then the rate, and each answer says what is left and when to come again", () => {
  const buckets = createBuckets({ perSecond: 2, burst: 4 });
  expect(buckets.take("a", 0)).toEqual({
    isAllowed: true,
    limit: 4,
    remaining: 3,
    resetS: 1,
    retryS: 0,
    windowS: 2,
  });
  for (let i = 0; i < 3; i++) expect(buckets.take("a", 0).isAllowed).toBe(true);
  expect(buckets.take("a", 0)).toMatchObject({ isAllowed: false, remaining: 0, resetS: 2, retryS: 1 });
  expect(buckets.take("b", 0).isAllowed).toBe(true);
  expect(buckets.take("a", 500).isAllowed).toBe(true);
  expect(buckets.take("a", 500).isAllowed).toBe(false);
  expect(buckets.take("a", 60_000)).toMatchObject({ isAllowed: true, remaining: 3 });
});

test("[M2] however slow the rate, a retry is a whole number of seconds and enough", () => {
  const buckets = createBuckets({ perSecond: 1 / 60, burst: 1 });
  buckets.take("a", 0);
  const { retryS } = buckets.take("a", 0);
  expect(retryS).toBe(60);
  expect(buckets.take("a", retryS * 1000).isAllowed).toBe(true);
});

test("[M2] memory is bounded: the least recently used is forgotten, whoever goes on is not", () => {
  const buckets = createBuckets({ perSecond: 1, burst: 1 }, 100);
  buckets.take("busy", 0);
  for (let i = 0; i < 1000; i++) {
    buckets.take(`passing ${i}`, 0);
    expect(buckets.take("busy", 0).isAllowed).toBe(false);
  }
  expect(buckets.take("passing 999", 0).isAllowed).toBe(false);
  expect(buckets.take("passing 0", 0).isAllowed).toBe(true);
});
