import { expect, test } from "bun:test";
import { timeAgo } from "#studio/ui/time-ago.ts";

const NOW = Date.UTC(2026, 5, 15, 12);
const MINUTE = 60_000;

test("a time is said as people say it", () => {
  const said = [
    0,
    59_000,
    MINUTE,
    90 * MINUTE,
    25 * 60 * MINUTE,
    8 * 24 * 60 * MINUTE,
    400 * 24 * 60 * MINUTE,
  ];
  expect(said.map((past) => timeAgo(NOW - past, NOW))).toEqual([
    "just now",
    "just now",
    "1 minute ago",
    "1 hour ago",
    "yesterday",
    "last week",
    "last year",
  ]);
});

test("what another clock says is in the future was just now", () => {
  expect(timeAgo(NOW + 5 * MINUTE, NOW)).toBe("just now");
});
