import type { StudioFigures } from "./measure-studio.ts";
import { table, whole } from "./table.ts";

/** How the studio feels, as markdown: each figure beside what was promised. */
export function renderStudio({ opening, dragging, painting, script }: StudioFigures): string {
  const { nodes, others, framesPerSecond, busyP50Ms, busyP95Ms, drawnP50, drawnMost } = dragging;
  const while_ = `while one of ${whole(nodes)} nodes is dragged and ${others} others move at 10 Hz`;
  return table(
    ["the studio in Chromium", "measured", "promised"],
    [
      [
        `first nodes of a ${whole(opening.nodes)}-node SOP painted, nothing cached`,
        `${whole(opening.p50Ms)} ms (slowest ${whole(opening.mostMs)} ms)`,
        "1,000 ms",
      ],
      [`node components drawn in a frame, ${while_}`, `${drawnP50}, at most ${drawnMost}`, "11"],
      [
        "… main-thread work of a frame",
        `${busyP50Ms.toFixed(1)} ms (p95 ${busyP95Ms.toFixed(1)} ms)`,
        "8 ms",
      ],
      ["… frames", `${framesPerSecond.toFixed(0)}/s`, ""],
      [
        "another user's drag painted after their pointer moved",
        `p50 ${whole(painting.p50Ms)} ms, p95 ${whole(painting.p95Ms)} ms`,
        "p95 100 ms",
      ],
      [
        `${script.files} scripts until the canvas is there, gzip`,
        `${whole(script.bytes / 1000)} kB`,
        "350 kB",
      ],
    ],
  );
}
