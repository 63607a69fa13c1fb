import { expect, test } from "bun:test";
import { BROWSER_TIMEOUT_MS, describeWithBrowser } from "#tests/support/browser.ts";
import { measureBundle } from "./measure-bundle.ts";
import { measureCatchUp } from "./measure-catch-up.ts";
import { measureHere, type PlaceFigures } from "./measure-here.ts";
import { measureInBrowser } from "./measure-in-browser.ts";

// As for the rest of the bench: nothing is timed here, it only shows that it measures what it says.
const PATCHES = { nodes: 150, edges: 200, pending: 5, patches: 10, times: 1, batch: 1 };
const QUEUE = { nodes: 150, edges: 200, queued: 40 };

function expectAll({ patches, opening }: PlaceFigures): void {
  expect(patches.map(({ pending }) => pending)).toEqual(["apart", "same", "few", "list"]);
  expect(Math.min(...patches.map((cost) => cost.patches))).toBeGreaterThan(0);
  expect(opening.queued).toBe(40);
}

test("[Y20] [Y29] remote patches are laid under pending ones, and a queue opens without a network", async () => {
  expectAll(await measureHere(PATCHES, QUEUE));
});

test("[P15] a client that was away receives no more than the SOP, or the patches where they are less", async () => {
  const many = await measureCatchUp({ nodes: 20, edges: 20, words: 1, missed: 300 });
  expect(many.bytes).toBeLessThan(many.wholeBytes);
  expect(many.bytes).toBeGreaterThan(many.wholeBytes - 500);
  const few = await measureCatchUp({ nodes: 100, edges: 100, words: 1, missed: 20 });
  expect(few.bytes).toBeLessThan(few.wholeBytes / 2);
});

test("[Y17] the client's script holds these libraries and no others", async () => {
  const { bytes, packages } = await measureBundle();
  expect(packages.map(([name]) => name).toSorted()).toEqual([
    "",
    "diff",
    "eventsource-parser",
    "idb",
    "immer",
    "zod",
  ]);
  expect(bytes).toBeLessThan(300_000);
});

describeWithBrowser("the client's figures in Chromium", () => {
  test(
    "[Y20] [Y29] the same is measured there, on IndexedDB",
    async () => expectAll(await measureInBrowser(PATCHES, QUEUE)),
    BROWSER_TIMEOUT_MS,
  );
});
