import { type BundleFigures, measureBundle } from "./client/measure-bundle.ts";
import { type CatchUpCost, measureCatchUp } from "./client/measure-catch-up.ts";
import { measureHere, type PlaceFigures } from "./client/measure-here.ts";
import { measureInBrowser } from "./client/measure-in-browser.ts";

/** What the sync client costs where it runs. */
export type ClientFigures = {
  nodes: number;
  pending: number;
  places: PlaceFigures[];
  catchUps: CatchUpCost[];
  bundle: BundleFigures;
};

/** How much of it to do. */
export type ClientPlan = { nodes: number; edges: number; pending: number; queued: number; missed: number };

/** Words that make a graph of 5,000 nodes nearly as large as the registry takes: its log is less to send then. */
const WORDY = 6;

/** Measures the client in this process and in Chromium, catching up with a registry, and its size. */
export async function measureClient(plan: ClientPlan): Promise<ClientFigures> {
  const { nodes, edges, pending, queued, missed } = plan;
  const patches = { nodes, edges, pending, patches: 50, times: 10, batch: 1 };
  const queue = { nodes, edges, queued };
  const places = [await measureHere(patches, queue), await measureInBrowser(patches, queue)];
  const catchUps = [
    await measureCatchUp({ nodes: Math.min(nodes, 200), edges: Math.min(nodes, 300), words: 1, missed }),
    await measureCatchUp({ nodes, edges, words: WORDY, missed }),
  ];
  return { nodes, pending, places, catchUps, bundle: await measureBundle() };
}
