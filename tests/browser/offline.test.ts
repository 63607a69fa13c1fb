import { afterAll, beforeAll, expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { type RegistryProcess, startRegistryProcess } from "#tests/contract-client/registry-process.ts";
import { type Account, register, SMALL_GRAPH } from "#tests/support/account.ts";
import { BROWSER_TIMEOUT_MS, crashTab } from "#tests/support/browser.ts";
import { describeWithBrowser, launchPersistent } from "#tests/support/browser.ts";
import { withProfile } from "#tests/support/profile.ts";
import { type ServedPage, servePage } from "#tests/support/serve-page.ts";

describeWithBrowser("edits offline, in a real Chromium and with a real registry", () => {
  const ends = new AsyncDisposableStack();
  let served: ServedPage;
  let registry: RegistryProcess;
  let ann: Account;

  beforeAll(async () => {
    served = await servePage(fileURLToPath(import.meta.resolve("./offline-page.ts")));
    ends.defer(() => served.stop());
    registry = await startRegistryProcess({ env: { KP_ALLOWED_ORIGINS: new URL(served.url).origin } });
    ends.defer(() => registry.remove());
    ann = await register({ url: registry.url, wsUrl: registry.url.replace(/^http/, "ws") }, "ann");
  }, BROWSER_TIMEOUT_MS);

  afterAll(() => ends.disposeAsync());

  inProfile("[Y24] [Y30] a browser restarted without a registry brings its edits, once", async (profile) => {
    const sop = await ann.createSop(SMALL_GRAPH);
    await using before = await launchPersistent(profile);
    const tab = await openTab(before);
    const { client } = await openIn(tab, sop);
    await registry.kill();
    expect(await instruct(tab, "a", "in the tunnel")).toBe(true);
    await tab.close();
    await before.close();

    await using after = await launchPersistent(profile);
    const later = await openTab(after);
    const shown = await openIn(later, sop);
    expect(shown).toMatchObject({
      client,
      instructions: { a: "in the tunnel" },
      status: { kept: 1, sent: 0 },
    });
    expect(await instruct(later, "b", "after the restart")).toBe(true);
    await registry.start();
    const saved = await later.evaluate(() => offlinePage.untilSaved(2));
    expect(saved).toMatchObject({ version: 2, status: { summary: "saved" } });
    expect(await historyOf(sop)).toEqual([
      `ann/${client}: in the tunnel`,
      `ann/${client}: after the restart`,
    ]);
  });

  inProfile("[Y31] a duplicated tab gets a name and a queue of its own", async (profile) => {
    const sop = await ann.createSop(SMALL_GRAPH);
    await using context = await launchPersistent(profile);
    const [one, two] = [await openTab(context), await openTab(context)];
    const clients = [(await openIn(one, sop)).client, (await openIn(two, sop)).client];
    expect(new Set(clients).size).toBe(2);
    await registry.kill();
    await Promise.all([instruct(one, "a", "one"), instruct(two, "b", "two")]);
    await registry.start();
    for (const tab of [one, two]) {
      const { instructions } = await tab.evaluate(() => offlinePage.untilSaved(2));
      expect(instructions).toEqual({ a: "one", b: "two" });
    }
    expect((await historyOf(sop)).toSorted()).toEqual(
      [`ann/${clients[0]}: one`, `ann/${clients[1]}: two`].toSorted(),
    );
  });

  inProfile(
    "[Y31] two tabs that went, one in a crash: the one that comes back brings both's",
    async (profile) => {
      const sop = await ann.createSop(SMALL_GRAPH);
      await using context = await launchPersistent(profile);
      const [one, two] = [await openTab(context), await openTab(context)];
      const clients = [(await openIn(one, sop)).client, (await openIn(two, sop)).client];
      await registry.kill();
      expect(await instruct(one, "a", "one")).toBe(true);
      expect(await instruct(two, "b", "two")).toBe(true);
      await one.close();
      await crashTab(two);
      await registry.start();
      const back = await openTab(context);
      // A name is free a moment after its tab is gone; until then this one would begin anew, and bring both home.
      for (const client of clients) {
        await back.evaluate((of) => offlinePage.untilFree(of, of.client), { url: registry.url, sop, client });
      }
      const { client } = await openIn(back, sop);
      const { instructions } = await back.evaluate(() => offlinePage.untilSaved(2));
      expect(instructions).toEqual({ a: "one", b: "two" });
      expect(clients).toContain(client);
      expect((await historyOf(sop)).toSorted()).toEqual(
        [`ann/${clients[0]}: one`, `ann/${clients[1]}: two`].toSorted(),
      );
    },
  );

  inProfile("[Y3] [Y30] a registry restarted under a tab hears the rest, once", async (profile) => {
    const sop = await ann.createSop(SMALL_GRAPH);
    await using context = await launchPersistent(profile);
    const tab = await openTab(context);
    const { client } = await openIn(tab, sop);
    const texts = Array.from({ length: 30 }, (_, i) => `text ${i}`);
    for (const [i, text] of texts.entries()) {
      void instruct(tab, "a", text);
      if (i === 10) await registry.kill();
      if (i === 20) await registry.start();
    }
    await tab.evaluate(() => offlinePage.untilSaved(30));
    const history = await historyOf(sop);
    expect(history).toEqual(texts.map((text) => `ann/${client}: ${text}`));
  });

  async function openTab(context: BrowserContext): Promise<Page> {
    const tab = await context.newPage();
    await tab.goto(served.url);
    return tab;
  }

  function openIn(tab: Page, sop: string) {
    const asked = { url: registry.url, sop, auth: ann.key };
    return tab.evaluate((asked) => offlinePage.open(asked), asked);
  }

  /** Who said what, in the order of the versions. */
  async function historyOf(sop: string): Promise<string[]> {
    const answer = await ann.call("GET", `/v1/sop/${sop}/patches?since=0`);
    const { items } = (await answer.json()) as { items: { peer: string; ops: { value: string }[] }[] };
    return items.map(({ peer, ops }) => `${peer}: ${ops.map(({ value }) => value).join()}`);
  }
});

/** A test of browsers that come and go on one profile. */
function inProfile(name: string, work: (profile: string) => Promise<void>): void {
  test(name, () => withProfile(work), BROWSER_TIMEOUT_MS);
}

function instruct(tab: Page, node: string, text: string): Promise<boolean> {
  return tab.evaluate(([node, text]) => offlinePage.instruct(node, text), [node, text] as const);
}
