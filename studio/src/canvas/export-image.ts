import { getNodesBounds, getViewportForBounds, type ReactFlowInstance } from "@xyflow/react";
import type { FlowEdge, FlowNode } from "./flow-types.ts";

/** Flow units around the graph in a picture. */
const MARGIN = 40;
/** Browsers draw no larger canvas than this in one direction. */
const MOST_PIXELS = 8_000;

/** A picture of the whole canvas, in its present colours; null: there is nothing on it. */
export async function exportImage(
  flow: ReactFlowInstance<FlowNode, FlowEdge>,
  element: HTMLElement,
  format: "png" | "svg",
): Promise<Blob | null> {
  const viewport = element.querySelector<HTMLElement>(".react-flow__viewport");
  const nodes = flow.getNodes();
  if (viewport === null || nodes.length === 0) return null;
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
    backgroundColor: getComputedStyle(element).getPropertyValue("--ground") || "#ffffff",
    pixelRatio: Math.min(2, MOST_PIXELS / Math.max(size.width, size.height)),
    skipFonts: true,
    style: {
      width: `${size.width}px`,
      height: `${size.height}px`,
      transform: `translate(${x}px, ${y}px) scale(${zoom})`,
    },
  };
  if (format === "png") return toBlob(viewport, options);
  const url = await toSvg(viewport, options);
  return new Blob([decodeURIComponent(url.slice(url.indexOf(",") + 1))], { type: "image/svg+xml" });
}
