import { expect } from "bun:test";
import { describeWithBrowser } from "#tests/support/browser.ts";
import { untilTold } from "./acts.ts";
import { chooseOf, edit, makePast, openHistory, stepOf, write } from "./history-tools.ts";
import { historyTests } from "./history-tests.ts";

describeWithBrowser("acting on the past in a real Chromium", () => {
  const inHistory = historyTests();

  inHistory(
    "[U55] [U90] a restored version is everybody's, and its undoing, by the toast or by keys, leaves what others did since",
    async ({ studio, ana, bob }) => {
      const sop = await makePast(studio, ana, bob);
      await bob.openSop(sop);
      const page = await openHistory(ana, sop);
      await page.getByRole("button", { name: "See version 1", exact: true }).click();
      await page.getByRole("button", { name: "Restore this version" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }).click();
      await page.getByText("Version 1 is restored, as version 4.").waitFor();
      await stepOf(bob.page, "Refund").waitFor();
      await edit(bob, sop, write("c", "Pay it, Bob says."), {
        op: "replace",
        path: "/name",
        value: "Refunds",
      });
      await page.getByRole("button", { name: "Undo", exact: true }).click();
      await untilTold(ana, /^Undone\./);
      await stepOf(bob.page, "Ask").waitFor();
      // Bob wrote there after the restore: it is his now.
      await stepOf(bob.page, "Refund").waitFor();
      await chooseOf(page, 1, /Restore this version/);
      await page.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }).click();
      const restored = page.getByText(/^Version 1 is restored, as version [5-9]/);
      await restored.waitFor();
      await page.keyboard.press("Control+z");
      await restored.waitFor({ state: "detached" });
    },
  );

  inHistory(
    "[U56] what others hold is not restored over them, but by an owner who is told",
    async ({ studio, ana, bob }) => {
      const sop = await makePast(studio, ana, bob);
      const held = await bob.call("PUT", `/v1/sop/${sop}/locks/b`, { ttl: 60 });
      expect(held.status).toBeLessThan(300);
      const page = await openHistory(ana, sop);
      await chooseOf(page, 1, /Restore this version/);
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Restore", exact: true }).click();
      await dialog.getByText(/is working on “Check the order”. Nothing was changed./).waitFor();
      await dialog.getByRole("button", { name: "Restore all the same" }).click();
      await page.getByText("Version 1 is restored, as version 4.").waitFor();
      studio.expectCalm(/423/);
    },
  );

  inHistory(
    "[U57] somebody's work is undone after a look at what that does, and what others wrote since stays",
    async ({ studio, ana, bob }) => {
      const sop = await makePast(studio, ana, bob);
      await edit(ana, sop, write("b", "Open it, Ana says."));
      const page = await openHistory(ana, sop);
      await page.getByRole("button", { name: "Undo somebody’s changes" }).click();
      const dialog = page.getByRole("dialog", { name: "Undo what somebody did" });
      await dialog.getByLabel("Whose changes").selectOption(bob.agent);
      await dialog.getByLabel("Since when").selectOption("The last hour");
      await dialog
        .getByRole("region", { name: "What would happen" })
        .getByText("“Refund” comes back")
        .waitFor();
      const left = dialog.getByRole("region", { name: "What is left alone" });
      await left
        .getByText(/The instruction of “Check the order”: .+ changed it since \(version 4\)/)
        .waitFor();
      await dialog.getByRole("button", { name: "Undo these changes" }).click();
      await stepOf(page, "Refund").waitFor();
      await stepOf(page, "Ask").waitFor({ state: "detached" });
      await page.getByText("Open it, Ana says.").first().waitFor();
      await page.getByText(/^undid 1 version of .+ from the beginning on, as version 5/).waitFor();
    },
  );

  inHistory(
    "[U54] [U88] a version is named, renamed, which others see at once, approved, and a draft again after an edit",
    async ({ studio, ana, bob }) => {
      const sop = await makePast(studio, ana, bob);
      const page = await openHistory(ana, sop);
      await page.getByRole("button", { name: "Name this version" }).click();
      await page.getByLabel("Name of the version").fill("Before the audit");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Named versions" }).click();
      await page.getByText("Before the audit", { exact: true }).waitFor();
      const bobs = await openHistory(bob, sop);
      await bobs.getByRole("button", { name: "Named versions" }).click();
      await bobs.getByText("Before the audit", { exact: true }).waitFor();
      await chooseOf(page, 3, /Rename this version/);
      await page.getByLabel("Name of the version").fill("Audited");
      await page.getByRole("button", { name: "Keep the name" }).click();
      await page.getByText("Audited", { exact: true }).waitFor();
      await bobs.getByText("Audited", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Approve", exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Approve", exact: true }).click();
      await page.getByText("Version 3, approved").waitFor();
      await page.getByText(/^Approved by .+\. The next edit/).waitFor();
      await edit(bob, sop, write("a", "Once more."));
      await page.getByText(/^A draft again: edited after .+ approved version 3\./).waitFor();
      await chooseOf(page, 3, /Rename this version/);
      await page.getByRole("button", { name: "Remove the name" }).click();
      await page.getByText("Audited", { exact: true }).waitFor({ state: "detached" });
      await bobs.getByText("Audited", { exact: true }).waitFor({ state: "detached" });
      await bobs.getByRole("button", { name: "All activity" }).click();
      await ana.call("PUT", `/v1/sop/${sop}/members/${bob.agent}`, { role: "viewer" });
      await bobs.getByText(/^made .+ a viewer, before an editor/).waitFor();
      await page.getByRole("button", { name: "All activity" }).click();
      await page.getByRole("button", { name: "Share" }).click();
      const sharing = page.getByRole("dialog");
      await sharing.getByLabel("Who can join by a link").selectOption("network");
      await sharing.getByRole("button", { name: "Make link" }).click();
      await sharing.getByRole("textbox", { name: "Invite link" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByText(/^made an invite link for/).waitFor();
    },
  );
});
