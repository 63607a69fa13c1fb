import { expect, test } from "bun:test";
import { readImport } from "#studio/pages/dashboard/read-import.ts";
import bugTriage from "../../../../schemas/templates/bug-triage.json";

test("[U23] a unit is read as it is", () => {
  expect(readImport(JSON.stringify(bugTriage))).toEqual({ kind: "read", unit: bugTriage });
});

test.each([
  ["{oops", /not JSON/],
  ["[]", /object was expected/],
  ["null", /object was expected/],
  ['{"name":"x"}', /no ExpertSOP/],
  [" ".repeat(6_000_000), /larger/],
])("[U23] what is no unit is refused with why: %#", (text, why) => {
  expect(readImport(text)).toEqual({ kind: "refused", why: expect.stringMatching(why) });
});
