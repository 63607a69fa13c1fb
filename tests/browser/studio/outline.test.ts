import { expect } from "bun:test";
import { describeWithBrowser } from "#tests/support/browser.ts";
import { buttonOf, fieldOf, nodeOf, selectNode, untilSaved, untilTold } from "./acts.ts";
import { studioTests } from "./in-studio.ts";
import type { Window } from "./harness.ts";

const BLANK = { name: "Blank", domain: "tests", nodes: {}, edges: {} };

const TEXT = `1. Receive the report: Take it from wherever it came
2. Check it: Could you try it now?
   ?
     - yes (60 min) -> Reproduce it
     - no (4 h) -> Ask the reporter
     - odd -> Nowhere
3. Ask the reporter: One message
4. Reproduce it: On the newest release`;

describeWithBrowser("writing as text, in a real Chromium", () => {
  const { studio, user, inStudio } = studioTests();

  inStudio(
    "[U72] lines that are pasted are a text to write with; it is added, undone and copied",
    async () => {
      const ann = await user("Ann");
      const { page } = ann;
      await ann.openSop(await studio().sopOf(ann, [], BLANK));
      await putIntoClipboard(ann, TEXT);
      await page.keyboard.press("Control+v");
      const field = fieldOf(ann, "Procedure");
      expect(await field.inputValue()).toBe(TEXT);
      await page.getByText("4 steps, 1 condition, 5 connections").waitFor();
      const problem = page.getByRole("list", { name: "Problems in the text" }).getByRole("button");
      expect(await problem.innerText()).toBe(
        "Line 6: There is no step called “Nowhere”: it is not connected.",
      );
      await problem.click();
      await page.keyboard.type("     - odd -> (end)");
      await problem.waitFor({ state: "detached" });

      await page.keyboard.press("Escape");
      await page.getByRole("heading", { name: "Nothing here yet" }).waitFor();
      await page.keyboard.press("t");
      expect(await field.inputValue()).toContain("- odd -> (end)");
      await field.focus();
      await page.keyboard.press("Control+Enter");
      await untilTold(ann, "Added 4 steps, 1 condition, 5 connections.");
      await page.waitForFunction(
        () => document.activeElement?.getAttribute("aria-label") === "Step: Receive the report",
      );
      await page.getByRole("toolbar", { name: "Selection" }).getByText("5 selected").waitFor();

      await buttonOf(ann, "More").click();
      await page.getByRole("menuitem", { name: "Copy the selection as text" }).click();
      await untilTold(ann, "The selection is in the clipboard as text.");
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied.split("\n").map((line) => line.trim())).toContain("- yes (60 min) -> Reproduce it");

      await untilSaved(ann);
      await buttonOf(ann, "Undo my last change").click();
      await page.getByRole("heading", { name: "Nothing here yet" }).waitFor();
      await page.keyboard.press("Escape");
      await page.keyboard.press("4");
      expect(await field.inputValue()).toBe("");
    },
  );

  inStudio(
    "[U73] lines that are pasted into the name of a row are a row each, in one step of undo",
    async () => {
      const ann = await user("Ann");
      const { page } = ann;
      const step = { step: "A", instruction: "a" };
      const nodes = { a: { id: "a", type: "step", position: { x: 0, y: 0 }, data: step } };
      await ann.openSop(await studio().sopOf(ann, [], { ...BLANK, nodes }));
      await selectNode(ann, "Step: A");
      await putIntoClipboard(ann, "- complete: could be tried\n- clean: no secrets in it");
      await buttonOf(ann, "Add criterion").click();
      await fieldOf(ann, "Criterion 1").focus();
      await page.keyboard.press("Control+v");
      await fieldOf(ann, "Meaning of criterion 2").waitFor();
      const names = async () =>
        [
          await fieldOf(ann, "Criterion 1").inputValue(),
          await fieldOf(ann, "Criterion 2").inputValue(),
        ].toSorted();
      expect(await names()).toEqual(["clean", "complete"]);
      expect(await fieldOf(ann, "Criterion 3").count()).toBe(0);
      await buttonOf(ann, "Add suggestion").click();
      await putIntoClipboard(ann, "git.bisect: always\nmap");
      await fieldOf(ann, "Tool 1").focus();
      await page.keyboard.press("Control+v");
      await fieldOf(ann, "Tool 2").waitFor();
      expect(await fieldOf(ann, "When to use tool 1").inputValue()).toBe("always");
      expect(await fieldOf(ann, "Tool 2").inputValue()).toBe("map");
      expect(await fieldOf(ann, "Tool 3").count()).toBe(0);
      await nodeOf(ann, "Step: A").getByText("2 tools").waitFor();
      await buttonOf(ann, "Undo my last change").click();
      await fieldOf(ann, "Tool 2").waitFor({ state: "detached" });
    },
  );

  inStudio(
    "[U66] 390 px wide a procedure is written from the round button, and nothing sticks out",
    async () => {
      const ann = await user("Ann", { viewport: { width: 390, height: 780 } });
      const { page } = ann;
      await ann.openSop(await studio().sopOf(ann, [], BLANK));
      await buttonOf(ann, "Add").click();
      await page.getByRole("menuitem", { name: "Write as text" }).click();
      await fieldOf(ann, "Procedure").fill("Look\nThink\nAct");
      await page.getByText("3 steps, 2 connections").waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(390);
      await buttonOf(ann, "Add to canvas").click();
      await nodeOf(ann, "Step: Act").waitFor();
    },
  );
});

async function putIntoClipboard({ page }: Pick<Window, "page">, text: string): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
}
