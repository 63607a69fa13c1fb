import { expect } from "bun:test";
import { describeWithBrowser } from "#tests/support/browser.ts";
import { untilTold } from "./acts.ts";
import { chooseOf, edit, makePast, nameVersion, openHistory, stepOf, write } from "./history-tools.ts";
import { historyTests } from "./history-tests.ts";

describeWithBrowser("the history in a real Chromium", () => {
  const inHistory = historyTests();

  inHistory(
    "[U51] [U52] [U53] [U89] an old version is on the canvas with its problems and what changed since, also while others edit; Escape leads back",
    async ({ studio, ana, bob }) => {
      const sop = await makePast(studio, ana, bob);
      const page = await openHistory(ana, sop);
      await page.getByRole("button", { name: "See version 1", exact: true }).click();
      const banner = page.getByRole("region", { name: "Old version" });
      await banner.getByText("Version 1").waitFor();
      await stepOf(page, "Refund").getByText("Removed since").waitFor();
      await stepOf(page, "Ask").getByText("Added since").waitFor();
      await page.getByRole("button", { name: /^Problems in version 1: \d warnings?/ }).waitFor();
      const changes = page.getByRole("region", { name: "Changed since version 1" });
      await changes.getByText("Open it, Bob says.").waitFor();
      await edit(bob, sop, write("a", "Changed at this moment."));
      await changes.getByText("Changed at this moment.").waitFor();
      await stepOf(page, "Triage").getByText("Changed since").waitFor();
      await changes.getByRole("button", { name: /“Triage” changed/ }).click();
      await page.keyboard.press("Escape");
      await banner.waitFor({ state: "detached" });
      await stepOf(page, "Refund").waitFor({ state: "detached" });
      await page.getByRole("button", { name: /^Problems: 1 error/ }).waitFor();
    },
  );

  inHistory(
    "[U51] [U52] a version is compared with the one before, and one goes from version to version",
    async ({ studio, ana, bob }) => {
      const page = await openHistory(ana, await makePast(studio, ana, bob));
      await chooseOf(page, 3, /Compare with the version before/);
      await page.getByRole("region", { name: "Changed from version 1 to 3" }).waitFor();
      await stepOf(page, "Refund").getByText("Removed", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Show the version before" }).click();
      await page.getByRole("region", { name: "Changed from version 1 to 2" }).waitFor();
      await page.getByRole("button", { name: "Compared with version 1" }).click();
      await page.getByRole("menuitemradio", { name: /^Now/ }).click();
      await page.getByRole("region", { name: "Changed since version 2" }).waitFor();
      await page.getByRole("button", { name: "Back to now" }).click();
      await page.getByRole("region", { name: "The SOP now" }).waitFor();
    },
  );

  inHistory(
    "[U50] the history goes on as one scrolls, and tells of what happens meanwhile",
    async ({ studio, ana, bob }) => {
      const sop = await makePast(studio, ana, bob);
      for (let i = 1; i <= 70; i++) await nameVersion(ana, sop, 1, `Name ${i}`);
      const page = await openHistory(bob, sop);
      await page.getByText("named version 1 “Name 1”").waitFor({ state: "detached" });
      await page
        .getByText(/to “Name 22”/)
        .first()
        .scrollIntoViewIfNeeded();
      await page.getByText("named version 1 “Name 1”").waitFor();
      await edit(ana, sop, write("a", "Later."));
      await page.getByRole("button", { name: "See version 4", exact: true }).waitFor();
      await page.getByText("named version 1 “Name 1”").waitFor();
    },
  );

  inHistory(
    "[U58] the SOP is saved in each form, and so is an old version, and as a picture",
    async ({ studio, ana, bob }) => {
      const page = await openHistory(ana, await makePast(studio, ana, bob));
      const save = async (item: string) => {
        await page.getByRole("button", { name: "Export", exact: true }).click();
        const saved = page.waitForEvent("download");
        await page.getByRole("menuitem", { name: item }).click();
        const file = await saved;
        const stream = await file.createReadStream();
        return { name: file.suggestedFilename(), text: await new Response(stream as never).text() };
      };
      expect(await save("ExpertSOP JSON")).toMatchObject({
        name: "refund-a-customer.sop.json",
        text: expect.stringContaining('"ExpertSOP"'),
      });
      expect((await save("SKILL.md")).name).toBe("SKILL.md");
      expect((await save("Mermaid diagram")).text).toContain("flowchart");
      await ana.context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.getByRole("button", { name: "Export", exact: true }).click();
      await page.getByRole("menuitem", { name: "Copy as Mermaid" }).click();
      await untilTold(ana, "The Mermaid diagram is in the clipboard.");
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("Check the order");
      await page.getByRole("button", { name: "See version 1", exact: true }).click();
      await stepOf(page, "Refund").waitFor();
      const old = await save("ExpertSOP JSON");
      expect(old.name).toBe("refund-a-customer-version-1.sop.json");
      expect(old.text).toContain("Pay it back.");
      const svg = await save("SVG picture");
      expect(svg.name).toBe("refund-a-customer-version-1.svg");
      expect(svg.text).toContain("Check the order");
      expect((await save("PNG picture")).text.slice(1, 4)).toBe("PNG");
    },
  );

  inHistory(
    "[U59] without the network the history says so, and is read once it is back",
    async ({ studio, ana, bob }) => {
      const sop = await makePast(studio, ana, bob);
      await ana.openSop(sop);
      const { page, context } = ana;
      await context.setOffline(true);
      await page.getByRole("button", { name: "History", exact: true }).click();
      await page.getByText(/You are offline\. The history is kept by the registry/).waitFor();
      await context.setOffline(false);
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByRole("button", { name: "See version 3", exact: true }).waitFor();
    },
  );
});
