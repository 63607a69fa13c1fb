import type { Page } from "playwright-core";
import { quantile } from "../quantile.ts";
import { openSized } from "./crowd.ts";
import { beginDrag } from "./measure-dragging.ts";

/** How long it takes from where one user's pointer is to where the other user sees the node. */
export type PaintingFigures = { moves: number; p50Ms: number; p95Ms: number };

/** At a time (ms since the epoch), how far to the right: where the pointer was, or the node was painted. */
type Sighting = readonly [at: number, x: number];

/** Node and pointer move to the right alone, so that what is seen says which move it is of. */
const STEP = 3;
const MOVES = 120;
/** It stands still when it was in the same place for so many frames: time passes on a machine that itself stands still. */
const STILL_FRAMES = 60;

/** What the other's page is to look at. */
type WatchOptions = { readonly node: string; readonly stillFrames: number };

/** One drags a node, and the other looks on. */
export async function measurePainting(nodes: number): Promise<PaintingFigures> {
  const { studio, ada, sop } = await openSized(nodes);
  await using _ = studio;
  const ben = await studio.user("Ben");
  await ada.call("PUT", `/v1/sop/${sop}/members/${ben.agent}`, { role: "editor" });
  await Promise.all([ada.openSop(sop), ben.openSop(sop)]);
  const { page } = ada;
  const held = await beginDrag(page, "n0");
  const moved = page.evaluate(watchPointer, MOVES);
  const seen = ben.page.evaluate(watchNode, { node: "n0", stillFrames: STILL_FRAMES });
  for (let i = 1; i <= MOVES; i++) await page.mouse.move(held.x + i * STEP, held.y);
  const pointer = await moved;
  await ben.page.evaluate(() => void dispatchEvent(new Event("moved")));
  const node = await seen;
  await page.mouse.up();
  const zoom = await zoomOf(page);
  const [last] = node.slice(-1);
  if (last === undefined) throw new Error("nothing was seen");
  // Both stand still in the end: there the two agree.
  const offset = last[1] - (pointer.at(-1)?.[1] ?? 0) / zoom;
  const took = pointer.flatMap(([at, x]) => {
    const painted = node.find(([, shown]) => shown >= x / zoom + offset - 1);
    return painted === undefined ? [] : [painted[0] - at];
  });
  return { moves: took.length, p50Ms: quantile(took, 0.5), p95Ms: quantile(took, 0.95) };
}

/** In the page of who drags: where the pointer was, and when. */
function watchPointer(moves: number): Promise<Sighting[]> {
  return new Promise((resolve) => {
    const seen: Sighting[] = [];
    const hear = ({ clientX, timeStamp }: PointerEvent) => {
      seen.push([performance.timeOrigin + timeStamp, clientX]);
      if (seen.length < moves) return;
      removeEventListener("pointermove", hear, true);
      resolve(seen);
    };
    addEventListener("pointermove", hear, true);
  });
}

/**
 * In the other's: where the node is in each frame, until it stands still after the last move. Sizes are told after all that a frame's callbacks
 * did and before it is painted: what changes its size in each frame says then what that frame shows.
 */
function watchNode({ node, stillFrames }: WatchOptions): Promise<Sighting[]> {
  const element = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${node}"]`);
  const pulse = document.body.appendChild(document.createElement("i"));
  pulse.style.cssText = "position:fixed;contain:strict;visibility:hidden;height:1px";
  return new Promise((resolve) => {
    const seen: Sighting[] = [];
    let framesLeft = Infinity;
    addEventListener("moved", () => void (framesLeft = stillFrames), { once: true });
    const beat = () => void (pulse.style.width = pulse.style.width === "1px" ? "2px" : "1px");
    const observer = new ResizeObserver(() => {
      const x = new DOMMatrix(element?.style.transform ?? "").e;
      const isElsewhere = x !== seen.at(-1)?.[1];
      // The next task comes when it is painted.
      const channel = new MessageChannel();
      channel.port1.addEventListener("message", () => {
        const at = performance.timeOrigin + performance.now();
        if (isElsewhere) seen.push([at, x]);
        framesLeft = isElsewhere && framesLeft < Infinity ? stillFrames : framesLeft - 1;
        if (framesLeft > 0) return void requestAnimationFrame(beat);
        observer.disconnect();
        pulse.remove();
        resolve(seen);
      });
      channel.port1.start();
      channel.port2.postMessage(null);
    });
    observer.observe(pulse);
  });
}

function zoomOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const viewport = document.querySelector<HTMLElement>(".react-flow__viewport");
    return new DOMMatrix(viewport?.style.transform ?? "").a;
  });
}
