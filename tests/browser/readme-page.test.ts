import { expect, test } from "bun:test";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { openSop } from "#studio/sync/open-sop.ts";
import { createMemoryStore } from "#studio/sync/store/memory.ts";
import { readmeBlock } from "#tests/demo/readme-block.ts";
import { register, SMALL_GRAPH } from "#tests/support/account.ts";
import { BROWSER_TIMEOUT_MS, describeWithBrowser, launchBrowser } from "#tests/support/browser.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { servePage } from "#tests/support/serve-page.ts";
import { until } from "#tests/studio/sync/session/people.ts";

describeWithBrowser("the README's page with React Flow", () => {
  test(
    "[Y20] [Y24] shows the SOP, follows others, and what is dragged on it arrives",
    async () => {
      await using ends = new AsyncDisposableStack();
      const app = await readmeBlock("The sync client", "tsx");
      // The registry would serve it; here it comes from elsewhere.
      const text = app.replace("location.origin", "globalThis.asked.url") + MOUNT;
      const served = await servePage(join(import.meta.dir, "readme-app.tsx"), text);
      ends.defer(() => served.stop());
      const registry = ends.use(
        await startRegistry({ config: { allowedOrigins: [new URL(served.url).origin] } }),
      );
      const ann = await register(registry, "ann");
      const id = await ann.createSop(SMALL_GRAPH);
      const browser = await launchBrowser();
      ends.defer(() => browser.close());
      const tab = await browser.newPage();
      await tab.addInitScript((asked) => Object.assign(globalThis, { asked }), {
        id,
        key: ann.key,
        url: registry.url,
      });
      await tab.goto(served.url);
      await tab.addStyleTag({ path: STYLE });
      await tab.locator("output", { hasText: "saved" }).waitFor();
      const other = await openSop({ url: registry.url, sop: id, auth: ann.key, store: createMemoryStore() });
      ends.defer(() => other.close());
      const before = other.view.nodes.get("a");
      await drag(tab, "a", 120, 80);
      await until(other, ({ view }) => xOf(view.nodes.get("a")) > xOf(before) + 20);
      other.edit([{ op: "remove", path: "/nodes/b" }]);
      await nodeIn(tab, "b").waitFor({ state: "detached" });
      expect(await nodeIn(tab, "a").isVisible()).toBe(true);
    },
    BROWSER_TIMEOUT_MS,
  );
});

/** The page of a test has no place for the styles that are bundled with a script. */
const STYLE = fileURLToPath(import.meta.resolve("@xyflow/react/dist/style.css"));

/** What a page around the example does. */
const MOUNT = `
import { createRoot } from "react-dom/client";
const { id, key } = globalThis.asked;
const place = document.body.appendChild(document.createElement("div"));
place.style.cssText = "width: 900px; height: 600px";
createRoot(place).render(<App id={id} auth={async () => key} />);
`;

function nodeIn(tab: Page, id: string) {
  return tab.locator(`.react-flow__node[data-id="${id}"]`);
}

async function drag(tab: Page, id: string, x: number, y: number): Promise<void> {
  const box = await nodeIn(tab, id).boundingBox();
  if (box === null) throw new Error(`node ${id} is not shown`);
  const [fromX, fromY] = [box.x + box.width / 2, box.y + box.height / 2];
  await tab.mouse.move(fromX, fromY);
  await tab.mouse.down();
  await tab.mouse.move(fromX + x, fromY + y, { steps: 8 });
  await tab.mouse.up();
}

function xOf(node: unknown): number {
  return (node as { readonly position: { readonly x: number } }).position.x;
}
