import type { Page } from "playwright-core";
import { boxOf } from "#tests/browser/studio/acts.ts";
import { quantile } from "../quantile.ts";
import { openMovers, openSized } from "./crowd.ts";
import { traceFrames } from "./trace.ts";

/** What it costs a page to draw while one node is dragged and others move theirs. */
export type DraggingFigures = {
  nodes: number;
  others: number;
  framesPerSecond: number;
  /** Main-thread work of a frame. */
  busyP50Ms: number;
  busyP95Ms: number;
  /** Node components drawn in a frame that drew any. */
  drawnP50: number;
  drawnMost: number;
};

/** Near the dragged one, where they are seen. */
const OTHERS = ["n0", "n1", "n2", "n20", "n22", "n40", "n41", "n42", "n60", "n61"];

/** However slow the machine is, so many frames are to be looked at. */
const LEAST_MOVES = 30;

/** Drags a node of a large SOP while ten others move at 10 Hz. */
export async function measureDragging(nodes: number, seconds: number): Promise<DraggingFigures> {
  const { studio, ada, sop } = await openSized(nodes);
  await using _ = studio;
  await ada.openSop(sop);
  using movers = await openMovers(studio, ada, sop, OTHERS, 10);
  void movers;
  const { page } = ada;
  const held = await beginDrag(page, "n21");
  await page.evaluate(() => void (probed.isCounting = true));
  const { framesPerSecond, busyMs } = await traceFrames(studio.browser, () => circle(page, held, seconds));
  const drawn = await page.evaluate(() => probed.drawn);
  await page.mouse.up();
  return {
    nodes,
    others: OTHERS.length,
    framesPerSecond,
    busyP50Ms: quantile(busyMs, 0.5),
    busyP95Ms: quantile(busyMs, 0.95),
    drawnP50: quantile(drawn, 0.5),
    drawnMost: Math.max(...drawn),
  };
}

/** Takes hold of a node by its name, and says where. */
export async function beginDrag(
  page: Page,
  node: string,
): Promise<{ readonly x: number; readonly y: number }> {
  const box = await boxOf(page.locator(`.react-flow__node[data-id="${node}"]`));
  const held = { x: box.x + 60, y: box.y + 20 };
  await page.mouse.move(held.x, held.y);
  await page.mouse.down();
  await page.mouse.move(held.x + 10, held.y + 10);
  return held;
}

/** Moves the pointer as fast as the page takes it. */
async function circle(
  page: Page,
  { x, y }: { readonly x: number; readonly y: number },
  seconds: number,
): Promise<void> {
  const until = performance.now() + seconds * 1000;
  for (let i = 0; performance.now() < until || i < LEAST_MOVES; i++) {
    await page.mouse.move(x + 60 * Math.sin(i / 10), y + 60 * Math.cos(i / 10));
  }
}
