import { expect, test } from "bun:test";
import { pageTitle } from "#studio/hooks/use-page-title.ts";

test("[U67] a tab is called what its page or SOP is called", () => {
  expect(pageTitle("Bug triage")).toBe("Bug triage – SOP Studio");
  expect(pageTitle(" SOPs ")).toBe("SOPs – SOP Studio");
  expect(pageTitle(" ")).toBe("SOP Studio");
});
