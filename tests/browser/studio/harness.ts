import { expect } from "bun:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type Account, accountOf, SMALL_GRAPH } from "#tests/support/account.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { startRegistry, type TestOptions, type TestRegistry } from "#tests/support/registry.ts";

/** What a browser window is like. */
export type WindowOptions = Parameters<Browser["newContext"]>[0];

/** A browser window of somebody, signed in or not. */
export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Opens any page of the studio. */
  visit(path: string): Promise<void>;
  /** Opens a SOP's canvas, and resolves when it is there and connected. */
  openSop(sop: string, query?: string): Promise<void>;
}

/** Somebody at the studio: an account, with a browser window of their own. */
export interface User extends Account, Window {
  /** What others call them. */
  readonly name: string;
}

/** A registry with the studio and one browser for all users of a test file. */
export interface Studio extends AsyncDisposable {
  readonly registry: TestRegistry;
  readonly browser: Browser;
  /** A user who is signed in. */
  user(name: string, window?: WindowOptions): Promise<User>;
  /** A browser window of somebody who is not known yet. */
  stranger(window?: WindowOptions): Promise<Window>;
  /** A SOP of this user's, shared with others as editors. */
  sopOf(owner: User, others?: readonly User[], graph?: object): Promise<string>;
  /**
   * Fails on what any page complained of since the last call: errors, warnings, broken policies, other hosts. `meant`:
   * what a test brought about on purpose; a browser tells of each call that is refused.
   */
  expectCalm(...meant: readonly RegExp[]): void;
}

/** What a page may say that is nobody's fault here: a network that a test took away. */
const EXPECTED = [
  /net::ERR_INTERNET_DISCONNECTED/,
  /net::ERR_CONNECTION_REFUSED/,
  /net::ERR_NETWORK_CHANGED/,
];

/** Starts both; `await using` ends them. */
export async function startStudio(options: TestOptions = {}): Promise<Studio> {
  const ends = new AsyncDisposableStack();
  const registry = ends.use(await startRegistry(options));
  // The first who asks waits until the studio is built: on a busy machine longer than a test waits for a page.
  await fetch(registry.url, { signal: AbortSignal.timeout(60_000) });
  const browser = await launchBrowser();
  ends.defer(() => browser.close());
  let complaints: string[] = [];
  let users = 0;

  async function openWindow(options: WindowOptions = {}): Promise<Window> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ["clipboard-read", "clipboard-write"],
      ...options,
    });
    context.setDefaultTimeout(30_000);
    await context.addInitScript(tellViolations);
    await context.addInitScript(keepToasts);
    context.on("page", (page) => listen(page));
    context.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith("http") && host !== new URL(registry.url).host)
        complaints.push(`asked ${host}`);
    });
    const page = await context.newPage();
    const visit = async (path: string) => {
      await page.goto(registry.url + path);
      await page.getByRole("main").waitFor();
    };
    return {
      page,
      context,
      visit,
      async openSop(sop, query = "") {
        await visit(`/sop/${encodeURIComponent(sop)}${query}`);
        await page.getByRole("main", { name: "Canvas" }).waitFor();
        await page.getByRole("button", { name: "Connected. Saved" }).waitFor();
      },
    };
  }

  function complain(text: string): void {
    if (!EXPECTED.some((expected) => expected.test(text))) complaints.push(text);
  }

  function listen(page: Page): void {
    page.on("pageerror", (error) => complain(`page error: ${error.message}`));
    page.on("console", (message) => {
      const isComplaint = message.type() === "error" || message.type() === "warning";
      if (isComplaint) complain(`${message.text()} (${message.location().url})`);
    });
  }

  async function signUp(name: string): Promise<Account> {
    const agent = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}-${++users}`;
    const response = await fetch(`${registry.url}/v1/auth/register`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ agent_id: agent, name }),
    });
    expect(response.status).toBe(201);
    const { api_key: key } = (await response.json()) as { api_key: string };
    return accountOf(registry, agent, key);
  }

  return {
    registry,
    browser,
    async user(name, options) {
      const [account, window] = await Promise.all([signUp(name), openWindow(options)]);
      await window.context.addInitScript(
        (identity) => {
          // What a browser shows where a page could not be had has no storage.
          if (!location.protocol.startsWith("http")) return;
          localStorage.setItem(
            "sop-studio.identity",
            localStorage.getItem("sop-studio.identity") ?? identity,
          );
        },
        JSON.stringify({ agent: account.agent, name, key: account.key }),
      );
      return { ...account, ...window, name };
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
    expectCalm(...meant) {
      const heard = complaints;
      complaints = [];
      expect(heard.filter((text) => !meant.some((one) => one.test(text)))).toEqual([]);
    },
    [Symbol.asyncDispose]: () => ends.disposeAsync(),
  };
}

declare global {
  /** What each toast of this page has said, also of those that are gone. */
  var toastsTold: string[];
}

/** In the page: a toast is there for a second or two, in which a busy machine may not have looked. */
function keepToasts(): void {
  const told: string[] = [];
  globalThis.toastsTold = told;
  const look = () => {
    for (const { textContent: text } of document.querySelectorAll("[data-sonner-toast]"))
      if (!told.includes(text)) told.push(text);
  };
  new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
}

/** In the page: a broken policy is an error like any other. */
function tellViolations(): void {
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    console.error(`policy: ${effectiveDirective} ${blockedURI}`);
  });
}
