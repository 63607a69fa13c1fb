import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { describeWithBrowser } from "#tests/support/browser.ts";
import { studioTests } from "./in-studio.ts";

describeWithBrowser("what somebody tries who is here for the first time", () => {
  const { studio, user, inStudio } = studioTests();

  inStudio(
    "[U16] by keyboard alone: name a step, say how it is judged, and go on where one was",
    async () => {
      const ann = await user("Ann");
      const sop = await studio().sopOf(ann, [], { name: "Blank", domain: "tests", nodes: {}, edges: {} });
      const { page } = ann;
      await ann.openSop(sop);
      await page.getByRole("button", { name: "Add the first step" }).waitFor();
      await page.keyboard.press("1");
      await untilFocus(page, "Step: New step");
      await page.keyboard.press("Enter");
      const name = page.getByLabel("Step name");
      await name.and(page.locator(":focus")).waitFor();
      await page.keyboard.type("Receive");
      expect(await name.inputValue()).toBe("Receive");
      await page.getByLabel("Instruction").fill("Take the report.");
      await page.getByRole("button", { name: "Add criterion" }).press("Enter");
      await page.getByLabel("Criterion 1", { exact: true }).and(page.locator(":focus")).waitFor();
      await page.keyboard.type("complete");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Escape");
      await untilFocus(page, "Step: Receive");
      await page.keyboard.press("2");
      await untilFocus(page, "Condition: New condition");
      // Tab goes round while a target is looked for: beyond the last node is none.
      await page.keyboard.press("c");
      await page.keyboard.press("Tab");
      await untilFocus(page, "Step: Receive");
      await page.keyboard.press("Enter");
      await page.getByRole("group", { name: "Connection from New condition to Receive: yes" }).waitFor();
      await page.getByText("1 criterion").waitFor();
    },
  );
});

function untilFocus(page: Page, name: string): Promise<void> {
  return page.getByRole("group", { name, exact: true }).and(page.locator(":focus")).waitFor();
}
