import { expect, test } from "bun:test";
import { startStudio } from "#tests/browser/studio/harness.ts";
import { BROWSER_TIMEOUT_MS, describeWithBrowser } from "#tests/support/browser.ts";

describeWithBrowser("panels as a sheet in a real Chromium", () => {
  test(
    "[U69] on a narrow page panels take the focus, and Escape gives it back; [U67] the tab is called what the SOP is",
    async () => {
      await using studio = await startStudio();
      const ada = await studio.user("Ada", { viewport: { width: 390, height: 844 }, hasTouch: true });
      await ada.openSop(await studio.sopOf(ada));
      const { page } = ada;
      expect(await page.title()).toBe("Refund – SOP Studio");
      const focused = page.locator(":focus");
      const panels = page.getByRole("complementary", { name: "Panels" });
      const more = page.getByRole("button", { name: "More", exact: true });

      await more.click();
      await page.getByRole("menuitem", { name: "Problems" }).click();
      await panels
        .locator(":focus")
        .and(panels.getByRole("tab", { name: "Problems" }))
        .waitFor();
      await page.keyboard.press("Escape");
      await panels.waitFor({ state: "detached" });
      await focused.and(more).waitFor();

      await more.click();
      await page.getByRole("menuitem", { name: "Share" }).click();
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
      await focused.and(more).waitFor();

      await page.getByRole("group", { name: "Step: A", exact: true }).tap({ position: { x: 30, y: 22 } });
      const properties = page.getByRole("button", { name: "Properties", exact: true });
      await properties.click();
      await panels
        .locator(":focus")
        .and(panels.getByRole("tab", { name: "Properties" }))
        .waitFor();
      await page.keyboard.press("Escape");
      // What is selected stays so, and with it the way back.
      await focused.and(properties).waitFor();
      studio.expectCalm();
    },
    BROWSER_TIMEOUT_MS,
  );
});
