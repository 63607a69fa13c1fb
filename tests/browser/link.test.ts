import { afterAll, beforeAll, expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { register } from "#tests/support/account.ts";
import { BROWSER_TIMEOUT_MS, describeWithBrowser, launchBrowser } from "#tests/support/browser.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { type ServedPage, servePage } from "#tests/support/serve-page.ts";

describeWithBrowser("the link in a real Chromium, on a page of another origin", () => {
  const ends = new AsyncDisposableStack();
  let served: ServedPage;
  let browser: Browser;

  beforeAll(async () => {
    served = await servePage(fileURLToPath(import.meta.resolve("./link-page.ts")));
    ends.defer(() => served.stop());
    browser = await launchBrowser();
    ends.defer(() => browser.close());
  }, BROWSER_TIMEOUT_MS);

  afterAll(() => ends.disposeAsync());

  for (const via of ["socket", "stream"] as const) {
    const name = `[Y17] [Y10] over the ${via}: an edit and its echo; offline, and back at once with the network`;
    test(
      name,
      async () => {
        const allowedOrigins = [new URL(served.url).origin];
        const config = { allowedOrigins, websocketEnabled: via === "socket" };
        await using registry = await startRegistry({ config });
        const ann = await register(registry, "ann");
        const sop = await ann.createSop();
        await using context = await browser.newContext();
        const tab = await context.newPage();
        await tab.goto(served.url);
        await tab.evaluate((options) => linkPage.open(options), { url: registry.url, sop, key: ann.key });
        await until(tab, "opened", via, 0);
        expect(await rename(tab, "p1", 0)).toBe(true);
        await until(tab, "patch", "p1");
        await context.setOffline(true);
        // What is open stays open there; what is asked for does not come.
        await tab.evaluate(() => linkPage.resync());
        await until(tab, "state", "offline");
        expect(await rename(tab, "p2", 1)).toBe(false);
        await context.setOffline(false);
        await until(tab, "opened", via, 1);
        await tab.evaluate(() => linkPage.close());
      },
      BROWSER_TIMEOUT_MS,
    );
  }
});

function until(tab: Page, ...told: readonly unknown[]): Promise<void> {
  return tab.evaluate((told) => linkPage.until(told), JSON.stringify(told));
}

function rename(tab: Page, id: string, base: number): Promise<boolean> {
  return tab.evaluate(([id, base]) => linkPage.rename(id, base), [id, base] as const);
}
