import { expect, test } from "bun:test";
import { BROWSER_TIMEOUT_MS, describeWithBrowser } from "#tests/support/browser.ts";
import { measureDragging } from "./measure-dragging.ts";
import { measureOpening } from "./measure-opening.ts";
import { measurePainting } from "./measure-painting.ts";

// The bench itself is never timed in a test: this only shows that it measures what it says it measures.
describeWithBrowser("the bench of the studio, in a real Chromium", () => {
  test(
    "[U19] while one node is dragged and ten others move, no frame draws more than those eleven",
    async () => {
      const figures = await measureDragging(400, 1);
      expect(figures.drawnMost).toBeLessThanOrEqual(11);
      expect(Math.min(figures.drawnP50, figures.busyP50Ms, figures.framesPerSecond)).toBeGreaterThan(0);
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U60] an opening and another's drag are seen, and timed",
    async () => {
      expect((await measureOpening(20, 1)).p50Ms).toBeGreaterThan(0);
      const { moves, p95Ms } = await measurePainting(20);
      expect(moves).toBeGreaterThan(100);
      expect(p95Ms).toBeGreaterThan(0);
    },
    BROWSER_TIMEOUT_MS,
  );
});
