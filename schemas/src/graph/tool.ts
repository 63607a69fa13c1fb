import { z } from "zod";

/** A tool an agent may call; `input_template` is free JSON (its keys are checked for banned ones at the door). */
export const ToolData = z.strictObject({
  name: z.string(),
  when: z.string(),
  input_template: z.record(z.string(), z.unknown()).optional(),
});
