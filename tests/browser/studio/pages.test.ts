import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { BROWSER_TIMEOUT_MS, describeWithBrowser } from "#tests/support/browser.ts";
import { untilTold } from "./acts.ts";
import { startStudio, type Studio } from "./harness.ts";

describeWithBrowser("the ways in and the dashboard, in a real Chromium", () => {
  let studio: Studio;

  beforeAll(async () => {
    studio = await startStudio();
  }, BROWSER_TIMEOUT_MS);

  afterAll(() => studio[Symbol.asyncDispose]());

  test(
    "[U21] the list says who is inside, follows what others do, and is narrowed",
    async () => {
      const [ann, bob] = [await studio.user("Ann"), await studio.user("Bob")];
      await ann.visit("/");
      await ann.page.getByText("Your first SOP").waitFor();
      const shared = await studio.sopOf(bob, [ann], { name: "Refunds", domain: "support" });
      const card = ann.page.getByRole("listitem").filter({ hasText: "Refunds" });
      await card.getByText("Can edit").waitFor();
      await bob.openSop(shared);
      await card.getByText(`Here now: ${bob.name}`).waitFor();
      await studio.sopOf(ann, [], { name: "Hiring", domain: "people" });
      const list = ann.page.getByRole("list", { name: "SOPs" });
      await list.getByRole("link", { name: "Hiring" }).waitFor();

      await ann.page.getByRole("radio", { name: "Shared with me" }).check();
      await list.getByRole("link", { name: "Hiring" }).waitFor({ state: "detached" });
      await ann.page.getByRole("radio", { name: "All" }).check();
      await ann.page.getByLabel("Domain").selectOption("people");
      await list.getByRole("link", { name: "Refunds" }).waitFor({ state: "detached" });
      await ann.page.getByLabel("Search SOPs").fill("nothing like it");
      await ann.page.getByRole("button", { name: "Clear filters" }).click();
      await list.getByRole("link", { name: "Refunds" }).click();
      await ann.page.getByRole("main", { name: "Canvas" }).waitFor();
      studio.expectCalm();
      for (const { context } of [ann, bob]) await context.close();
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U22] a deleted SOP comes back by its toast, and from the list of the deleted",
    async () => {
      const ann = await studio.user("Ann");
      const { page, context } = ann;
      await ann.createSop({ name: "Onboarding", domain: "people" });
      await ann.visit("/");
      const list = page.getByRole("list", { name: "SOPs" });
      const remove = async () => {
        await page.getByRole("button", { name: "More for Onboarding" }).click();
        await page.getByRole("menuitem", { name: "Delete" }).click();
        await list.waitFor({ state: "detached" });
      };
      await remove();
      await page.getByRole("button", { name: "Undo" }).click();
      await list.getByRole("link", { name: "Onboarding" }).waitFor();
      await remove();
      await page.reload();
      await page.getByText("Deleted in this browser (1)").click();
      await page.getByRole("button", { name: "Bring back Onboarding" }).click();
      await list.getByRole("link", { name: "Onboarding" }).waitFor();
      studio.expectCalm();
      await context.close();
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U23] a template becomes a SOP by one click; a file that is dropped in too, or says what is wrong with it",
    async () => {
      const ann = await studio.user("Ann");
      const { page, context } = ann;
      await ann.visit("/");
      await page.getByRole("button", { name: "Bug triage" }).click();
      await page.getByRole("main", { name: "Canvas" }).waitFor();
      await ann.visit("/");
      studio.expectCalm();
      await dropFile(page, "notes.txt", "not json");
      await page
        .getByRole("alert")
        .filter({ hasText: "“notes.txt” was not imported: it is not JSON." })
        .waitFor();
      const unit = { "@type": "ExpertSOP", name: "Dropped", domain: "it", decision_tree: [] };
      await dropFile(page, "unit.json", JSON.stringify(unit));
      await page.getByRole("main", { name: "Canvas" }).waitFor();
      await ann.visit("/");
      await page.getByRole("link", { name: "Dropped" }).waitFor();
      studio.expectCalm();
      await context.close();
    },
    BROWSER_TIMEOUT_MS,
  );

  // The browser itself complains of each refusal: this one comes last.
  test(
    "[U20] a name is enough to come in; who has its id already is told; a pasted key brings back whose it is",
    async () => {
      const first = await studio.stranger();
      await first.page.goto(studio.registry.url);
      await first.page.getByLabel("Your name").fill("Zoë Grün");
      await first.page.getByRole("button", { name: "Start", exact: true }).click();
      await first.page.getByText("Your first SOP").waitFor();
      studio.expectCalm();

      const second = await studio.stranger();
      await second.page.goto(studio.registry.url);
      await second.page.getByLabel("Your name").fill("Zoe Grun");
      await second.page.getByRole("button", { name: "Start", exact: true }).click();
      await untilTold(second, "your id is “zoe-grun-2”");

      const third = await studio.stranger();
      await third.page.goto(studio.registry.url);
      await third.page.getByRole("button", { name: "I have an API key" }).click();
      await third.page.getByLabel("API key").fill("kp_wrong");
      await third.page.getByRole("button", { name: "Sign in" }).click();
      await third.page.getByText("does not know this key").waitFor();
      await third.page.getByLabel("API key").fill(await keyIn(first.page));
      await third.page.getByRole("button", { name: "Sign in" }).click();
      await third.page.getByRole("button", { name: "Account of Zoë Grün" }).waitFor();
      for (const { context } of [first, second, third]) await context.close();
    },
    BROWSER_TIMEOUT_MS,
  );
});

async function keyIn(page: Page): Promise<string> {
  const text = await page.evaluate(() => localStorage.getItem("sop-studio.identity"));
  return (JSON.parse(text ?? "{}") as { key: string }).key;
}

/** Drops a file onto the page, as a file manager would. */
async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([name = "", text = ""]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name));
      return transfer;
    },
    [name, text],
  );
  const target = page.getByRole("main");
  await target.dispatchEvent("dragenter", { dataTransfer: data });
  await page.getByText("Drop ExpertSOP files").waitFor();
  await target.dispatchEvent("drop", { dataTransfer: data });
  expect(await page.getByText("Drop ExpertSOP files").count()).toBe(0);
}
