import { quantile } from "../quantile.ts";
import { openSized } from "./crowd.ts";
import { installProbes } from "./page-probes.ts";

/** How long it takes until a SOP is seen, by a browser that was never here. */
export type OpeningFigures = { nodes: number; p50Ms: number; mostMs: number };

/** Opens a SOP with cold caches so many times, and notes when its first nodes are painted. */
export async function measureOpening(nodes: number, times: number): Promise<OpeningFigures> {
  const { studio, ada, sop } = await openSized(nodes);
  await using _ = studio;
  // The registry has read its files, and the SOP, once.
  await ada.openSop(sop);
  await ada.context.close();
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const context = await studio.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const identity = JSON.stringify({ agent: ada.agent, name: ada.name, key: ada.key });
    await context.addInitScript((text) => localStorage.setItem("sop-studio.identity", text), identity);
    await context.addInitScript(installProbes);
    const page = await context.newPage();
    await page.goto(`${studio.registry.url}/sop/${encodeURIComponent(sop)}`);
    const seen = await page.waitForFunction(() => probed.firstNodeMs);
    took.push((await seen.jsonValue()) ?? Number.NaN);
    await context.close();
  }
  return { nodes, p50Ms: quantile(took, 0.5), mostMs: Math.max(...took) };
}
