import { getNodesBounds, getViewportForBounds } from "@xyflow/react";
import type { Canvas } from "./canvas-context.tsx";

/** Flow units around the graph in a picture. */
const MARGIN = 48;
/** Browsers draw no larger canvas than this in one direction. */
const MOST_PIXELS = 8_000;

/** A picture of all that is on the canvas, in its present colours; null: there is nothing. */
export async function exportImage(canvas: Canvas, format: "png" | "svg"): Promise<Blob | null> {
  const { flow, seen, state } = canvas;
  const viewport = seen().element?.querySelector<HTMLElement>(".react-flow__viewport");
  const nodes = flow.getNodes();
  if (viewport == null || nodes.length === 0) return null;
  const bounds = getNodesBounds(nodes);
  const width = bounds.width + 2 * MARGIN;
  const height = bounds.height + 2 * MARGIN;
  const scale = Math.min(1, MOST_PIXELS / Math.max(width, height));
  const size = { width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
  const { x, y, zoom } = getViewportForBounds(
    bounds,
    size.width,
    size.height,
    0.01,
    1,
    `${MARGIN * scale}px`,
  );
  const { toBlob, toSvg } = await import("html-to-image");
  const options = {
    ...size,
    backgroundColor: getComputedStyle(document.documentElement).getPropertyValue("--ground"),
    pixelRatio: Math.min(2, MOST_PIXELS / Math.max(size.width, size.height)),
    skipFonts: true,
    filter: isPartOfSop,
    style: {
      width: `${size.width}px`,
      height: `${size.height}px`,
      transform: `translate(${x}px, ${y}px) scale(${zoom})`,
    },
  };
  state.getState().set({ isPictured: true });
  try {
    await nextFrames();
    if (format === "png") return await toBlob(viewport, options);
    const url = await toSvg(viewport, options);
    const svg = decodeURIComponent(url.slice(url.indexOf(",") + 1));
    return new Blob([svg], { type: "image/svg+xml" });
  } finally {
    state.getState().set({ isPictured: false });
  }
}

/** Others' cursors and the dots that edges are drawn from are no part of a picture. */
function isPartOfSop(element: HTMLElement): boolean {
  const { classList } = element;
  return !(
    classList?.contains("react-flow__viewport-portal") || classList?.contains("react-flow__edgeupdater")
  );
}

/** One frame to draw what was not seen before, one for its edges. */
function nextFrames(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  });
}
