import { expect } from "bun:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type Account, register, SMALL_GRAPH } from "#tests/support/account.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { startRegistry, type TestOptions, type TestRegistry } from "#tests/support/registry.ts";

/** Somebody at the studio: an account, with a browser window of their own. */
export interface User extends Account {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Opens a SOP's canvas, and resolves when it is there. */
  openSop(sop: string): Promise<void>;
  /** Opens any page of the studio. */
  visit(path: string): Promise<void>;
}

/** A registry with the studio and one browser for all users of a test file. */
export interface Studio extends AsyncDisposable {
  readonly registry: TestRegistry;
  readonly browser: Browser;
  /** A user who is signed in. `window`: what the browser window is like. */
  user(name: string, window?: Parameters<Browser["newContext"]>[0]): Promise<User>;
  /** A browser window of somebody who is not known yet. */
  stranger(window?: Parameters<Browser["newContext"]>[0]): Promise<{ page: Page; context: BrowserContext }>;
  /** A SOP of this user's, shared with others as editors. */
  sopOf(owner: User, others?: readonly User[], graph?: object): Promise<string>;
  /** Fails on what any page complained of since the last call: errors, warnings, broken policies. */
  expectCalm(): void;
}

/** What a page may say that is nobody's fault here: a network that a test took away. */
const EXPECTED = [/net::ERR_INTERNET_DISCONNECTED/, /net::ERR_CONNECTION_REFUSED/, /net::ERR_NETWORK_CHANGED/];

/** Starts both; `await using` ends them. */
export async function startStudio(options: TestOptions = {}): Promise<Studio> {
  const ends = new AsyncDisposableStack();
  const registry = ends.use(await startRegistry(options));
  const browser = await launchBrowser();
  ends.defer(() => browser.close());
  let complaints: string[] = [];
  let users = 0;

  async function openWindow(window: Parameters<Browser["newContext"]>[0] = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...window });
    const page = await context.newPage();
    const complain = (text: string) => {
      if (!EXPECTED.some((expected) => expected.test(text))) complaints.push(text);
    };
    page.on("pageerror", (error) => complain(`page error: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complain(message.text());
    });
    return { page, context };
  }

  return {
    registry,
    browser,
    async user(name, window) {
      const agent = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}-${++users}`;
      const account = await register(registry, agent);
      const { page, context } = await openWindow(window);
      const identity = JSON.stringify({ agent, name, key: account.key });
      await context.addInitScript(
        (kept) => localStorage.setItem("sop-studio.identity", localStorage.getItem("sop-studio.identity") ?? kept),
        identity,
      );
      const visit = async (path: string) => {
        await page.goto(registry.url + path);
        await page.getByRole("main").waitFor();
      };
      return {
        ...account,
        page,
        context,
        visit,
        async openSop(sop) {
          await visit(`/sop/${encodeURIComponent(sop)}`);
          await page.getByRole("main", { name: "Canvas" }).waitFor();
        },
      };
    },
    stranger: openWindow,
    async sopOf(owner, others = [], graph = SMALL_GRAPH) {
      const sop = await owner.createSop(graph);
      for (const { agent } of others) {
        const answer = await owner.call("PUT", `/v1/sop/${sop}/members/${agent}`, { role: "editor" });
        expect(answer.status).toBe(200);
      }
      return sop;
    },
    expectCalm() {
      const heard = complaints;
      complaints = [];
      expect(heard).toEqual([]);
    },
    [Symbol.asyncDispose]: () => ends.disposeAsync(),
  };
}
