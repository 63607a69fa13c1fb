import { afterAll, beforeAll, expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Write } from "#studio/sync/store/store.ts";
import { storeCases } from "#tests/contracts/sync-store-cases.ts";
import { A, put, row } from "#tests/contracts/sync-store-samples.ts";
import { BROWSER_TIMEOUT_MS, crashBrowser, crashTab } from "#tests/support/browser.ts";
import { describeWithBrowser, launchBrowser, launchPersistent } from "#tests/support/browser.ts";
import { withProfile } from "#tests/support/profile.ts";
import { type ServedPage, servePage } from "#tests/support/serve-page.ts";

describeWithBrowser("the store in a real Chromium", () => {
  const ends = new AsyncDisposableStack();
  let served: ServedPage;
  let browser: Browser;

  beforeAll(async () => {
    served = await servePage(fileURLToPath(import.meta.resolve("./store-page.ts")));
    ends.defer(() => served.stop());
    browser = await launchBrowser();
    ends.defer(() => browser.close());
  }, BROWSER_TIMEOUT_MS);

  afterAll(() => ends.disposeAsync());

  for (const { name } of storeCases(["survives", "shared"])) {
    inBrowser(name, async (context) => {
      const tab = await openTab(context);
      await tab.evaluate((name) => storePage.tryCase(name), name);
    });
  }

  inBrowser("[Y63] of tabs that ask for a name at once one gets it", async (context) => {
    const tabs = await Promise.all([1, 2, 3, 4].map(() => openTab(context)));
    const got = await Promise.all(tabs.map(hold));
    expect(got.filter((isHeld) => isHeld)).toHaveLength(1);
  });

  inBrowser("[Y63] a tab that is closed, or crashes, leaves its name to another", async (context) => {
    const [first, second, third] = [await openTab(context), await openTab(context), await openTab(context)];
    expect([await hold(first), await hold(second)]).toEqual([true, false]);
    await first.close();
    await untilFree(second);
    expect([await hold(second), await hold(third)]).toEqual([true, false]);
    await crashTab(second);
    await untilFree(third);
    expect(await hold(third)).toBe(true);
  });

  inBrowser("[Y64] tabs see each other's rows, and those of tabs that are gone", async (context) => {
    const [first, second] = [await openTab(context), await openTab(context)];
    expect(await write(first, [put("meta", "a", 1)])).toBe("on disk");
    expect(await read(second)).toEqual([row("meta", "a", 1)]);
    await crashTab(first);
    expect(await write(second, [put("meta", "b", 2)])).toBe("on disk");
    expect(await read(second)).toEqual([row("meta", "a", 1), row("meta", "b", 2)]);
  });

  inBrowser(
    "[Y66] a site's data that its user clears: the store goes on, on an empty database",
    async (context) => {
      const tab = await openTab(context);
      await write(tab, [put("meta", "a", 1)]);
      const devtools = await context.newCDPSession(tab);
      const { origin } = new URL(served.url);
      await devtools.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
      expect(await write(tab, [put("meta", "b", 2)])).toBe("on disk");
      expect(await read(tab)).toEqual([row("meta", "b", 2)]);
    },
  );

  inBrowser("[Y66] without room a write rejects and says so, and leaves nothing", async (context) => {
    const tab = await openTab(context);
    const devtools = await context.newCDPSession(tab);
    const { origin } = new URL(served.url);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 200_000 });
    const big = put("meta", "big", noise(2_000_000));
    expect(await write(tab, [put("meta", "small", 1), big])).toContain("this device has no room left for it");
    expect(await read(tab)).toEqual([]);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin });
    expect(await write(tab, [put("meta", "small", 1)])).toBe("on disk");
    expect(await read(tab)).toEqual([row("meta", "small", 1)]);
  });

  inBrowser(
    "[Y66] a page that is no secure context gets memory, and is told what that means",
    async (context) => {
      const tab = await context.newPage();
      await tab.goto(served.insecureUrl);
      const loss = await tab.evaluate(() => storePage.open());
      expect(loss).toContain("edits will not survive this tab");
      expect(loss).toContain("did not come over a secure connection");
      expect(await write(tab, [put("meta", "a", 1)])).toBe("on disk");
    },
  );

  const restarted =
    "[Y64] a browser that was closed or crashed comes back with all that was on disk, and no name held";
  inProfile(restarted, async (profile) => {
    const ends = [(context: BrowserContext) => context.close(), crashBrowser];
    for (const [round, end] of ends.entries()) {
      await using context = await launchPersistent(profile);
      const tab = await openTab(context);
      expect(await hold(tab)).toBe(true);
      expect(await read(tab)).toHaveLength(round * 20);
      for (let n = 0; n < 20; n++) await write(tab, [put("patch", `${round}-${n}`, n)]);
      await end(context);
    }
    await using context = await launchPersistent(profile);
    const tab = await openTab(context);
    expect(await read(tab)).toHaveLength(ends.length * 20);
    expect(await tab.evaluate((scope) => storePage.queues(scope), A.scope)).toEqual([A]);
    expect(await hold(tab)).toBe(true);
  });

  /** A test in a window that shares nothing with others. */
  function inBrowser(name: string, work: (context: BrowserContext) => Promise<void>): void {
    const run = async () => {
      await using context = await browser.newContext();
      await work(context);
    };
    test(name, run, BROWSER_TIMEOUT_MS);
  }

  async function openTab(context: BrowserContext): Promise<Page> {
    const tab = await context.newPage();
    await tab.goto(served.url);
    expect(await tab.evaluate(() => storePage.open())).toBeNull();
    return tab;
  }
});

/** A test of browsers that come and go on one profile. */
function inProfile(name: string, work: (profile: string) => Promise<void>): void {
  test(name, () => withProfile(work), BROWSER_TIMEOUT_MS);
}

/** Text that cannot be made smaller, as a browser tries before it counts. */
function noise(length: number): string {
  let state = 1;
  const next = () => (state = (state * 48_271) % 2_147_483_647);
  return Array.from({ length }, () => String.fromCodePoint(33 + (next() % 90))).join("");
}

function hold(tab: Page): Promise<boolean> {
  return tab.evaluate((queue) => storePage.hold(queue), A);
}

function untilFree(tab: Page): Promise<void> {
  return tab.evaluate((queue) => storePage.untilFree(queue), A);
}

function read(tab: Page) {
  return tab.evaluate((queue) => storePage.read(queue), A);
}

function write(tab: Page, writes: readonly Write[]): Promise<string> {
  const told = [A, JSON.stringify(writes)] as const;
  return tab.evaluate(([queue, writes]) => storePage.write(queue, writes), told);
}
