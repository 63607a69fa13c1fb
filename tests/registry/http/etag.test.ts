import { expect, test } from "bun:test";
import { etagOf, isNoneMatch, toIfMatch } from "#registry/http/etag.ts";

test("[H6] an ETag is the version and its head, in quotes", () => {
  expect(etagOf({ version: 7, head: "abcdefgh" })).toBe('"7-abcdefgh"');
  expect(etagOf({ version: 0, head: "" })).toBe('"0-"');
});

test("[H6] If-None-Match compares weakly, takes lists and *", () => {
  expect(isNoneMatch(undefined, '"1-a"')).toBe(false);
  expect(isNoneMatch('"1-a"', '"1-a"')).toBe(true);
  expect(isNoneMatch('W/"1-a"', '"1-a"')).toBe(true);
  expect(isNoneMatch('"0-", "1-a"', '"1-a"')).toBe(true);
  expect(isNoneMatch("*", '"1-a"')).toBe(true);
  expect(isNoneMatch('"1-b"', '"1-a"')).toBe(false);
});

test("[H8] If-Match compares strongly: a weak or garbled tag can match nothing", () => {
  expect(toIfMatch(undefined, '"1-a"')).toBeUndefined();
  expect(toIfMatch("*", '"1-a"')).toBeUndefined();
  expect(toIfMatch('"1-a"', '"1-a"')).toBe("1-a");
  expect(toIfMatch('"0-", "1-a"', '"1-a"')).toBe("1-a");
  expect(toIfMatch('"0-"', '"1-a"')).toBe("0-");
  expect(toIfMatch('W/"1-a"', '"1-a"')).not.toBe("1-a");
  expect(toIfMatch("1-a", '"1-a"')).not.toBe("1-a");
});
