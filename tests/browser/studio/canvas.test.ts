import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import type { Graph } from "#schemas/graph/graph.ts";
import { BROWSER_TIMEOUT_MS, describeWithBrowser } from "#tests/support/browser.ts";
import { untilTold } from "./acts.ts";
import { startStudio, type Studio, type User } from "./harness.ts";

const BLANK = { name: "Blank", domain: "tests", nodes: {}, edges: {} };

describeWithBrowser("the canvas in a real Chromium", () => {
  const ends = new AsyncDisposableStack();
  let studio: Studio;

  beforeAll(async () => {
    studio = ends.use(await startStudio());
  }, BROWSER_TIMEOUT_MS);

  afterAll(() => ends.disposeAsync());

  test(
    "[U13] [U16] three nodes are added, gone through and connected by keyboard alone, and taken back",
    async () => {
      const ann = await studio.user("Ann");
      const sop = await studio.sopOf(ann, [], BLANK);
      const { page } = ann;
      await ann.openSop(sop);
      await page.getByRole("button", { name: "Add the first step" }).waitFor();
      for (const [key, name] of [
        ["1", "Step: New step"],
        ["1", "Step: New step 2"],
        ["3", "Tool: New tool"],
      ] as const) {
        await page.keyboard.press(key);
        await expectFocus(page, name);
      }
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Shift+Tab");
      await expectFocus(page, "Step: New step");
      await page.keyboard.press("c");
      await page.getByText("Connecting New step. Choose where it leads.").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await expectFocus(page, "Step: New step 2");
      await page.keyboard.press("Enter");
      await named(page, "Connection from New step to New step 2").waitFor();
      await page.keyboard.press("Control+z");
      await named(page, "Connection from New step to New step 2").waitFor({ state: "detached" });
      await page.keyboard.press("Control+Shift+z");
      await named(page, "Connection from New step to New step 2").waitFor();
      const { nodes, edges } = await untilSaved(ann, sop, ({ edges }) => Object.keys(edges).length === 1);
      expect(Object.values(nodes).map(({ type }) => type)).toEqual(["step", "step", "tool"]);
      expect(Object.keys(edges).length).toBe(1);
      studio.expectCalm();
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U11] [U12] a node is dragged in one step of undo; a line let go over a node ties it; twice is refused",
    async () => {
      const ann = await studio.user("Ann");
      const sop = await studio.sopOf(ann, [], twoSteps());
      const { page } = ann;
      await ann.openSop(sop);
      const box = await boxOf(named(page, "Step: B"));
      await drag(page, { x: box.x + 80, y: box.y + 30 }, { x: box.x + 180, y: box.y + 90 });
      // A slow drag is saved on its way too. The library counts from where it was sure that this is a drag.
      const moved = await untilSaved(ann, sop, ({ nodes }) => (nodes["b"]?.position.x ?? 0) >= 80);
      expect(moved.nodes["b"]?.position.x).toBeWithin(80, 101);
      expect(moved.nodes["b"]?.position.y).toBeWithin(345, 361);
      await page.keyboard.press("Control+z");
      await untilSaved(ann, sop, ({ nodes }) => nodes["b"]?.position.x === 0);

      const from = await boxOf(named(page, "Step: A").locator(".react-flow__handle.source"));
      const to = await boxOf(named(page, "Step: B"));
      const line = [middle(from), { x: to.x + 90, y: to.y + 80 }] as const;
      await drag(page, ...line);
      await named(page, "Connection from A to B").waitFor();
      await drag(page, ...line);
      await untilTold(ann, "These two are connected already.");
      studio.expectCalm();
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U12] of several connections that end at one place, the selected one is taken hold of",
    async () => {
      const ann = await studio.user("Ann");
      const { nodes } = twoSteps();
      const c = { ...nodes["a"], id: "c", position: { x: 420, y: 0 }, data: { step: "C", instruction: "" } };
      const cb = { id: "cb", source: "c", target: "b" };
      const sop = await studio.sopOf(ann, [], {
        ...twoSteps(),
        nodes: { ...nodes, c },
        edges: { ...AB, cb },
      });
      const { page } = ann;
      await ann.openSop(sop);
      const ab = named(page, "Connection from A to B");
      const line = await boxOf(ab.locator(".react-flow__edge-interaction"));
      await page.mouse.click(line.x + line.width / 2, line.y + line.height / 2);
      await page.getByRole("toolbar", { name: "Selection" }).getByText("1 connection").waitFor();
      const to = await boxOf(named(page, "Step: C"));
      const end = middle(await boxOf(ab.locator(".react-flow__edgeupdater-target")));
      await drag(page, end, { x: to.x + to.width / 2, y: to.y + 4 });
      const { edges } = await untilSaved(ann, sop, ({ edges }) => edges["ab"]?.target === "c");
      expect(edges["cb"]?.target).toBe("b");
      studio.expectCalm();
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U15] what is copied in one SOP is pasted in another, edges between included",
    async () => {
      const ann = await studio.user("Ann");
      const first = await studio.sopOf(ann, [], { ...twoSteps(), edges: AB });
      const second = await studio.sopOf(ann, [], BLANK);
      const { page } = ann;
      await ann.openSop(first);
      await named(page, "Step: A").waitFor();
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Control+c");
      await untilTold(ann, "2 nodes copied");
      await ann.openSop(second);
      await page.getByText("Nothing here yet").waitFor();
      await page.keyboard.press("Control+v");
      await named(page, "Connection from A to B").waitFor();
      const { nodes } = await untilSaved(ann, second, ({ edges }) => Object.keys(edges).length === 1);
      expect(Object.keys(nodes).filter((id) => id === "a" || id === "b")).toEqual([]);
      studio.expectCalm();
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U17] a node that somebody else has selected is not moved or deleted, and I am told who has it",
    async () => {
      const [ann, bob] = [await studio.user("Ann"), await studio.user("Bob")];
      const sop = await studio.sopOf(ann, [bob], twoSteps());
      await ann.openSop(sop);
      await bob.openSop(sop);
      await named(bob.page, "Step: B").click();
      await named(ann.page, "Step: B").getByText(", locked").waitFor({ state: "attached" });
      const box = await boxOf(named(ann.page, "Step: B"));
      await drag(ann.page, { x: box.x + 80, y: box.y + 30 }, { x: box.x + 180, y: box.y + 90 });
      await untilTold(ann, /is working on this node. It stays as it is/);
      await ann.page.keyboard.press("Delete");
      await named(ann.page, "Step: B").waitFor();
      const answer = await ann.call("GET", `/v1/sop/${sop}`);
      expect(((await answer.json()) as { version: number }).version).toBe(0);
      studio.expectCalm();
    },
    BROWSER_TIMEOUT_MS,
  );
});

const AB = { ab: { id: "ab", source: "a", target: "b" } };

function stepAt(id: string, y: number) {
  return { id, type: "step", position: { x: 0, y }, data: { step: id.toUpperCase(), instruction: "Do it" } };
}

function twoSteps() {
  return { name: "Two", domain: "tests", nodes: { a: stepAt("a", 0), b: stepAt("b", 300) }, edges: {} };
}

function named(page: Page, name: string): Locator {
  return page.getByRole("group", { name, exact: true });
}

async function expectFocus(page: Page, name: string): Promise<void> {
  await page.waitForFunction((name) => document.activeElement?.getAttribute("aria-label") === name, name);
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error("it is not seen");
  return box;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function middle({ x, y, width, height }: Point & { readonly width: number; readonly height: number }): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

/** The SOP at the registry, once it is as wished. */
async function untilSaved(user: User, sop: string, isThere: (graph: Graph) => boolean): Promise<Graph> {
  for (;;) {
    const { graph } = (await (await user.call("GET", `/v1/sop/${sop}`)).json()) as { graph: Graph };
    if (isThere(graph)) return graph;
    await user.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}
