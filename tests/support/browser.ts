import { describe } from "bun:test";
import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

/** The system's Chromium: no browser is downloaded for the tests. */
const EXECUTABLE = process.env["KP_CHROMIUM"] ?? "/usr/bin/chromium";

/** Far above what a busy machine needs that stands still for seconds: a test fails by what it waits for, and not by this. */
export const BROWSER_TIMEOUT_MS = 120_000;

const FLAGS = [
  // CI runs as root.
  "--no-sandbox",
  "--disable-gpu",
  // Nothing that asks the network by itself.
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // What a page is that came by plain HTTP from another machine.
  "--host-resolver-rules=MAP insecure.example 127.0.0.1",
];

const LAUNCH = { executablePath: EXECUTABLE, args: FLAGS, timeout: 40_000 };

let isTold = false;

/** `describe` for tests in a real browser: skipped, with one line that says so, where there is none; but in CI they fail. */
export function describeWithBrowser(name: string, tests: () => void): void {
  const isSkipped = !existsSync(EXECUTABLE) && process.env["CI"] !== "true";
  if (isSkipped && !isTold) {
    console.log(`no Chromium at ${EXECUTABLE} (KP_CHROMIUM says where): the tests in a browser are skipped`);
    isTold = true;
  }
  describe.skipIf(isSkipped)(name, tests);
}

/** Starts a browser with an empty profile, which is gone when it is closed. One that does not come up is started again. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch(LAUNCH).catch(() => chromium.launch(LAUNCH));
}

/** Starts a browser with the profile in a folder, which stays. */
export function launchPersistent(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, LAUNCH);
}

/** Ends a browser as a power cut would, and resolves when it is gone. */
export async function crashBrowser(context: BrowserContext): Promise<void> {
  const gone = new Promise((resolve) => context.once("close", resolve));
  const session = await context.browser()?.newBrowserCDPSession();
  // The browser that is asked to crash gives no answer.
  const asked = session?.send("Browser.crash").catch(() => undefined);
  await Promise.all([asked, gone]);
}

/** Ends a tab's process, and leaves the others. */
export async function crashTab(tab: Page): Promise<void> {
  const crashed = tab.waitForEvent("crash");
  const asked = tab.goto("chrome://crash").catch(() => undefined);
  await Promise.all([asked, crashed]);
}
