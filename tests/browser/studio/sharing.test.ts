import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { BROWSER_TIMEOUT_MS, describeWithBrowser } from "#tests/support/browser.ts";
import { startStudio, type Studio } from "./harness.ts";

describeWithBrowser("sharing, in a real Chromium", () => {
  let studio: Studio;

  beforeAll(async () => {
    studio = await startStudio();
  }, BROWSER_TIMEOUT_MS);

  afterAll(() => studio[Symbol.asyncDispose]());

  test(
    "[U26][U27] an owner opens a SOP and makes a link, by which a guest joins; revoking it ends them",
    async () => {
      const ann = await studio.user("Ann");
      await ann.openSop(await studio.sopOf(ann));
      const dialog = await openShare(ann.page);
      await dialog.getByRole("button", { name: "Make link" }).click();
      await dialog.getByText("Name at least one id").waitFor();
      await dialog.getByLabel("Who can join by a link").selectOption("network");
      await dialog.getByText("guests without an account too").waitFor();
      await dialog.getByRole("button", { name: "Make link" }).click();
      const url = await dialog.getByRole("textbox", { name: "Invite link" }).inputValue();

      const { page, context } = await studio.stranger();
      await page.goto(url);
      await page.getByRole("heading", { name: "Refund" }).waitFor();
      await page.getByText(`${ann.name} invites you as editor`).waitFor();
      expect(page.url()).toBe(`${studio.registry.url}/invite`);
      await page.reload();
      await page.getByLabel("Your name").fill("Grace");
      await page.getByRole("button", { name: "Join as a guest" }).click();
      await page.getByRole("main", { name: "Canvas" }).waitFor();
      await dialog.getByRole("listitem").filter({ hasText: "Grace" }).getByText("guest · here now").waitFor();

      await page.goto(url);
      await page.getByRole("button", { name: "Join as Grace" }).click();
      await page.getByRole("main", { name: "Canvas" }).waitFor();
      expect(await dialog.getByText("· guest").count()).toBe(1);
      studio.expectCalm();

      await dialog.getByText("used 1 time").waitFor();
      await dialog.getByRole("button", { name: "Revoke" }).click();
      await page.getByRole("heading", { name: "no access" }).waitFor();
      studio.expectCalm();
      for (const window of [ann.context, context]) await window.close();
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U28] people are added by id, get other roles and are removed, and the dialogs of both follow",
    async () => {
      const [ann, bob] = [await studio.user("Ann"), await studio.user("Bob")];
      const sop = await studio.sopOf(ann);
      await ann.openSop(sop);
      const dialog = await openShare(ann.page);
      await dialog.getByText("You are the only owner").waitFor();
      expect(await dialog.getByRole("button", { name: "Leave" }).count()).toBe(0);
      await dialog.getByLabel("Add by id").fill(bob.agent);
      await dialog.getByRole("button", { name: "Add", exact: true }).click();
      const role = dialog.getByLabel(`Role of ${bob.name}`);
      await role.waitFor();

      await bob.openSop(sop);
      const his = await openShare(bob.page);
      await his.getByText("Owners add people and change roles").waitFor();
      await role.selectOption("viewer");
      await his.getByRole("listitem").filter({ hasText: "(you)" }).getByText("Viewer").waitFor();
      await role.selectOption("owner");
      await his.getByLabel(`Role of ${ann.name}`).waitFor();
      await dialog.getByRole("button", { name: "Leave" }).waitFor();

      await dialog.getByRole("button", { name: `Remove ${bob.name}` }).click();
      await bob.page.getByRole("heading", { name: "no access" }).waitFor();
      await ann.page.getByRole("button", { name: "Undo" }).click();
      await role.waitFor();
      studio.expectCalm();
      for (const { context } of [ann, bob]) await context.close();
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U88] a link that somebody makes or takes back is told in an open history, and stands in an open window for sharing",
    async () => {
      const [ann, bob] = [await studio.user("Ann"), await studio.user("Bob")];
      const sop = await studio.sopOf(ann, [bob]);
      await Promise.all([ann.openSop(sop), bob.openSop(sop)]);
      const dialog = await openShare(ann.page);
      await dialog.getByText("You are the only owner").waitFor();
      await bob.page.getByRole("button", { name: "History", exact: true }).click();
      await bob.page.getByText("added Bob as an editor").waitFor();
      const made = await ann.call("POST", `/v1/sop/${sop}/invites`, { role: "viewer", agents: [bob.agent] });
      const { id } = (await made.json()) as { id: string };
      await bob.page.getByText("made an invite link for viewers").waitFor();
      await dialog.getByRole("list", { name: "Invite links" }).getByText("Viewer link").waitFor();
      await ann.call("DELETE", `/v1/sop/${sop}/invites/${id}`);
      await bob.page.getByText("revoked an invite link").waitFor();
      await dialog.getByRole("list", { name: "Invite links" }).waitFor({ state: "detached" });
      studio.expectCalm();
      for (const { context } of [ann, bob]) await context.close();
    },
    BROWSER_TIMEOUT_MS,
  );

  // The browser itself complains of each refusal: this one comes last.
  test(
    "[U25] a link that has ended, is for others, or for people with an account, says so",
    async () => {
      const [ann, bob, cy] = [await studio.user("Ann"), await studio.user("Bob"), await studio.user("Cy")];
      const sop = await studio.sopOf(ann);
      const invite = await ann.call("POST", `/v1/sop/${sop}/invites`, {
        role: "viewer",
        agents: [bob.agent],
      });
      const { id, url } = (await invite.json()) as { id: string; url: string };
      await cy.page.goto(url);
      await cy.page.getByRole("heading", { name: "This invite is for somebody else" }).waitFor();
      await cy.page.getByText(cy.agent).waitFor();
      const { page, context } = await studio.stranger();
      await page.goto(url);
      await page.getByText("for people with a name here").waitFor();
      await page.goto(`${studio.registry.url}/invite#no-such-token`);
      await page.getByRole("heading", { name: "There is no such invite" }).waitFor();
      await bob.page.goto(url);
      await bob.page.getByRole("button", { name: "Join as Bob" }).click();
      await bob.page.getByRole("main", { name: "Canvas" }).waitFor();
      await bob.page.getByText("View only").waitFor();
      await ann.call("DELETE", `/v1/sop/${sop}/invites/${id}`);
      await bob.page.goto(url);
      await bob.page.getByRole("heading", { name: "This invite has ended" }).waitFor();
      await bob.page.getByRole("button", { name: "Open the SOP" }).click();
      await bob.page.getByRole("main", { name: "Canvas" }).waitFor();
      for (const window of [ann.context, bob.context, cy.context, context]) await window.close();
    },
    BROWSER_TIMEOUT_MS,
  );
});

async function openShare(page: Page) {
  await page.getByRole("button", { name: "Share" }).click();
  return page.getByRole("dialog", { name: "Share" });
}
