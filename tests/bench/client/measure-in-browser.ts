import { fileURLToPath } from "node:url";
import { launchBrowser } from "#tests/support/browser.ts";
import { servePage } from "#tests/support/serve-page.ts";
import type { PlaceFigures } from "./measure-here.ts";
import type { QueuePlan } from "./time-opening.ts";
import type { PatchCost, PatchPlan } from "./time-remote-patches.ts";
import { PENDING_KINDS } from "./workload.ts";

/** So many together, for a browser's clock. */
const BATCH = 10;

/** In Chromium, with IndexedDB; what is opened was left by another tab, which is gone. */
export async function measureInBrowser(patches: PatchPlan, queue: QueuePlan): Promise<PlaceFigures> {
  await using ends = new AsyncDisposableStack();
  const served = await servePage(fileURLToPath(import.meta.resolve("./page.ts")));
  ends.defer(() => served.stop());
  const browser = await launchBrowser();
  ends.defer(() => browser.close());
  const context = await browser.newContext();
  const newTab = async () => {
    const tab = await context.newPage();
    await tab.goto(served.url);
    return tab;
  };
  const tab = await newTab();
  const costs: PatchCost[] = [];
  for (const kind of PENDING_KINDS) {
    const asked = { kind, plan: { ...patches, batch: BATCH } };
    costs.push(await tab.evaluate(({ kind, plan }) => benchPage.patches(kind, plan), asked));
  }
  await tab.evaluate((plan) => benchPage.fill(plan), queue);
  await tab.close();
  const later = await newTab();
  const opening = await later.evaluate((plan) => benchPage.open(plan), queue);
  return { place: `Chromium ${browser.version().split(".")[0]}, IndexedDB`, patches: costs, opening };
}
