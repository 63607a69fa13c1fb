import { getNodesBounds } from "@xyflow/react";
import type { Canvas } from "./canvas-context.tsx";
import { PICTURED_STYLES } from "./pictured-styles.ts";
import { resolveVariables, svgToPng } from "./svg-text.ts";

/** Flow units around the nodes in a picture: ways back up go around them, with what is written on those. */
const MARGIN = { x: 112, y: 72 } as const;
/** Browsers draw no larger canvas than this in one direction. */
const MOST_PIXELS = 8_000;

/** A picture of all that is on the canvas, in its present colours; null: there is nothing. */
export async function exportImage(canvas: Canvas, format: "png" | "svg"): Promise<Blob | null> {
  const { flow, seen, state } = canvas;
  const viewport = seen().element?.querySelector<HTMLElement>(".react-flow__viewport");
  const nodes = flow.getNodes();
  if (viewport == null || nodes.length === 0) return null;
  const bounds = getNodesBounds(nodes);
  const width = bounds.width + 2 * MARGIN.x;
  const height = bounds.height + 2 * MARGIN.y;
  const scale = Math.min(1, MOST_PIXELS / Math.max(width, height));
  const size = { width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
  const x = (MARGIN.x - bounds.x) * scale;
  const y = (MARGIN.y - bounds.y) * scale;
  const { toSvg } = await import("html-to-image");
  state.getState().set({ isPictured: true });
  try {
    await nextFrames();
    const root = getComputedStyle(document.documentElement);
    const url = await toSvg(viewport, {
      ...size,
      skipFonts: true,
      filter: isPartOfSop,
      includeStyleProperties: PICTURED_STYLES,
      style: {
        width: `${size.width}px`,
        height: `${size.height}px`,
        transform: `translate(${x}px, ${y}px) scale(${scale})`,
      },
    });
    const drawn = decodeURIComponent(url.slice(url.indexOf(",") + 1));
    // What is inside of an SVG is taken over without its styles: edges would be invisible.
    const svg = drawn.replace(/<svg [^>]*>/, (start) => `${start}<style>${EDGE_STYLES}</style>${GROUND}`);
    const text = resolveVariables(svg, (name) => root.getPropertyValue(name));
    if (format === "svg") return new Blob([text], { type: "image/svg+xml" });
    return await svgToPng(text, size, Math.min(2, MOST_PIXELS / Math.max(size.width, size.height)));
  } finally {
    state.getState().set({ isPictured: false });
  }
}

/** The colour behind everything; a style, so that its variable is resolved. */
const GROUND = '<rect width="100%" height="100%" style="fill:var(--ground)"/>';

const EDGE_STYLES =
  ".react-flow__edge-path{fill:none;stroke:var(--line-strong);stroke-width:1.75}" +
  ".react-flow__edge-interaction{fill:none;stroke:none}";

/** Others' cursors, and the dots by which edges are moved, are no part of a picture. */
function isPartOfSop({ classList }: HTMLElement): boolean {
  // Texts have no classes.
  if (classList === undefined) return true;
  return !classList.contains("react-flow__viewport-portal") && !classList.contains("react-flow__handle");
}

/** One frame to draw what was not seen before, one for its edges, one to be sure. */
function nextFrames(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  });
}
