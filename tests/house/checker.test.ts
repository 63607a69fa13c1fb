import { expect, test } from "bun:test";
import { sourceFiles, wrongImports } from "./source-files.ts";

test("the soak's checker shares no code with what it judges", () => {
  const checker = sourceFiles("tests/soak/checker/*.ts").filter(({ path }) => !path.endsWith(".test.ts"));
  expect(checker.length).toBeGreaterThan(5);
  expect(
    wrongImports(checker, (target) => !/^(tests\/soak\/checker\/|rfc6902$|bun:sqlite$)/.test(target)),
  ).toEqual([]);
});
