import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import { register } from "#tests/support/account.ts";
import { BROWSER_TIMEOUT_MS, describeWithBrowser, launchBrowser } from "#tests/support/browser.ts";
import { startRegistry, type TestRegistry } from "#tests/support/registry.ts";
import { untilControlled } from "./acts.ts";

describeWithBrowser("the page without the network, in a real Chromium", () => {
  const ends = new AsyncDisposableStack();
  let registry: TestRegistry;
  let browser: Browser;

  beforeAll(async () => {
    registry = ends.use(await startRegistry());
    browser = await launchBrowser();
    ends.defer(() => browser.close());
  }, BROWSER_TIMEOUT_MS);

  afterAll(() => ends.disposeAsync());

  test(
    "[U8] a page that was asked for before the studio is kept, and comes after it, is kept for too",
    async () => {
      await using context = await browser.newContext();
      const [late, early] = [await context.newPage(), await context.newPage()];
      const asked = Promise.withResolvers<void>();
      const go = Promise.withResolvers<void>();
      await late.route(registry.url, async (route) => {
        asked.resolve();
        await go.promise;
        await route.continue();
      });
      const going = late.goto(registry.url);
      await asked.promise;
      await early.goto(registry.url);
      await untilControlled({ page: early });
      go.resolve();
      await going;
      await untilControlled({ page: late });
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U8] a SOP that was open is there after a reload without the network, and while the registry is away",
    async () => {
      const ann = await register(registry, "ann");
      const address = `${registry.url}/sop/${encodeURIComponent(await ann.createSop())}`;
      await using context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(registry.url);
      await page.evaluate(signIn, { agent: ann.agent, name: "Ann", key: ann.key });
      await page.goto(address);
      await page.getByRole("main", { name: "Canvas" }).waitFor();
      await untilKept(page);

      await context.setOffline(true);
      // A part of it that was not shown yet.
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
      await page.reload();
      await page.getByRole("main", { name: "Canvas" }).waitFor();
      await context.setOffline(false);
      await registry.stop();
      await page.reload();
      await page.getByRole("main", { name: "Canvas" }).waitFor();
      expect(new URL(page.url()).href).toBe(address);
    },
    BROWSER_TIMEOUT_MS,
  );
});

/** Until the worker has every file of the page, and the store the SOP. */
async function untilKept(page: Page): Promise<void> {
  await untilControlled({ page });
  // Who opens it first makes it, and an empty one would be in the page's way.
  await page.waitForFunction(async () =>
    (await indexedDB.databases()).some(({ name }) => name === "sop-studio"),
  );
  await page.evaluate(async () => {
    const opening = indexedDB.open("sop-studio");
    await new Promise((opened) => opening.addEventListener("success", opened));
    for (let isKept = false; !isKept;) {
      const reading = opening.result.transaction("rows").objectStore("rows").getAll();
      await new Promise((read) => reading.addEventListener("success", read));
      isKept = reading.result.some((row: { kind: string }) => row.kind === "graph");
    }
    opening.result.close();
  });
}

function signIn(identity: { readonly agent: string; readonly name: string; readonly key: string }): void {
  localStorage.setItem("sop-studio.identity", JSON.stringify(identity));
}
