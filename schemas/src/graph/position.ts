import { z } from "zod";

/** A place on the canvas, in flow units; finite. */
export const Position = z.strictObject({ x: z.number(), y: z.number() });
