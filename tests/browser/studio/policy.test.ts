import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import { type Account, register } from "#tests/support/account.ts";
import { BROWSER_TIMEOUT_MS, describeWithBrowser, launchBrowser } from "#tests/support/browser.ts";
import { startRegistry, type TestRegistry } from "#tests/support/registry.ts";

describeWithBrowser("the page's policy in a real Chromium", () => {
  const ends = new AsyncDisposableStack();
  let registry: TestRegistry;
  let browser: Browser;
  let ann: Account;

  beforeAll(async () => {
    registry = ends.use(await startRegistry());
    browser = await launchBrowser();
    ends.defer(() => browser.close());
    ann = await register(registry, "ann");
  }, BROWSER_TIMEOUT_MS);

  afterAll(() => ends.disposeAsync());

  test(
    "[U4] no page does what its policy forbids, or asks another host",
    async () => {
      const sop = await ann.createSop();
      const { page, violations } = await open(null);
      const hosts = new Set<string>();
      page.on("request", (request) => hosts.add(new URL(request.url()).host));
      for (const path of ["/", `/sop/${encodeURIComponent(sop)}`, "/invite#none", "/no/such/page"]) {
        await visit(page, path);
      }
      await page.evaluate(signIn, { agent: ann.agent, name: "Ann", key: ann.key });
      await visit(page, "/");
      await visit(page, `/sop/${encodeURIComponent(sop)}`, "Canvas");
      expect(violations).toEqual([]);
      expect([...hosts]).toEqual([new URL(registry.url).host]);
      await page.context().close();
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U4] a script that somebody got into the page does not run",
    async () => {
      const { page, violations } = await open("/");
      const run = await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "document.title = 'taken over'";
        const image = new Image();
        image.setAttribute("onerror", "document.title = 'taken over'");
        image.src = "data:,";
        document.body.append(script, image);
        return new Promise<string>((done) => image.addEventListener("error", () => done(document.title)));
      });
      expect(run).not.toBe("taken over");
      expect(violations.toSorted()).toEqual(["script-src-attr inline", "script-src-elem inline"]);
      await page.context().close();
    },
    BROWSER_TIMEOUT_MS,
  );

  async function open(path: string | null): Promise<{ page: Page; violations: string[] }> {
    const context = await browser.newContext();
    const page = await context.newPage();
    const violations: string[] = [];
    await page.exposeFunction("tellViolation", (what: string) => void violations.push(what));
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
        (globalThis as unknown as { tellViolation(what: string): void }).tellViolation(
          `${effectiveDirective} ${blockedURI}`,
        );
      });
    });
    if (path !== null) await visit(page, path);
    return { page, violations };
  }

  async function visit(page: Page, path: string, main?: string): Promise<void> {
    await page.goto(registry.url + path);
    await page.getByRole("main", { name: main }).waitFor();
  }
});

function signIn(identity: { readonly agent: string; readonly name: string; readonly key: string }): void {
  localStorage.setItem("sop-studio.identity", JSON.stringify(identity));
}
