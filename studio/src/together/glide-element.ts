import type { SopClient } from "../sync/types.ts";
import { glide, type Spot } from "./glide.ts";

/** After a pause a frame may come late; the cursor goes on from where it is. */
const LONGEST_FRAME_MS = 100;

/**
 * Keeps an element where a peer points, beside React: 20 places a second for each of many peers are no reason to render
 * anything. Gives what ends it.
 */
export function glideElement(element: HTMLElement, sop: SopClient, peer: string): () => void {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let at: Spot | null = null;
  let frame = 0;
  let shownAt = 0;

  function show(spot: Spot): void {
    at = spot;
    element.style.transform = `translate(${spot.x}px, ${spot.y}px) scale(calc(1 / var(--zoom, 1)))`;
  }

  function step(now: number): void {
    frame = 0;
    const to = sop.peers.get(peer)?.cursor;
    if (to === undefined || at === null) return;
    show(glide(at, to, Math.min(now - shownAt, LONGEST_FRAME_MS)));
    shownAt = now;
    if (at !== to) frame = requestAnimationFrame(step);
  }

  function look(): void {
    const to = sop.peers.get(peer)?.cursor;
    if (to === undefined || to === at || frame !== 0) return;
    if (at === null || isStill) return show(to);
    shownAt = performance.now();
    frame = requestAnimationFrame(step);
  }

  look();
  const stop = sop.subscribe(({ kind }) => {
    if (kind === "peers") look();
  });
  return () => {
    stop();
    cancelAnimationFrame(frame);
  };
}
