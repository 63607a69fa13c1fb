import { type DraggingFigures, measureDragging } from "./studio/measure-dragging.ts";
import { measureOpening, type OpeningFigures } from "./studio/measure-opening.ts";
import { measurePainting, type PaintingFigures } from "./studio/measure-painting.ts";
import { measureScript, type ScriptFigures } from "./studio/measure-script.ts";

/** How the studio feels, in Chromium. */
export type StudioFigures = {
  opening: OpeningFigures;
  dragging: DraggingFigures;
  painting: PaintingFigures;
  script: ScriptFigures;
};

/** How much of it to do: nodes and times of the opening, nodes and seconds of the dragging. */
export type StudioPlan = { opened: number; openings: number; dragged: number; seconds: number };

/** Measures the studio as it is built for users, with a registry in this process. */
export async function measureStudio(plan: StudioPlan): Promise<StudioFigures> {
  return {
    opening: await measureOpening(plan.opened, plan.openings),
    dragging: await measureDragging(plan.dragged, plan.seconds),
    painting: await measurePainting(plan.opened),
    script: await measureScript(),
  };
}
