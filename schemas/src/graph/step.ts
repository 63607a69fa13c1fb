import { z } from "zod";

/** Something to do: one item of an ExpertSOP's decision tree. */
export const StepData = z.strictObject({
  step: z.string(),
  instruction: z.string(),
  criteria: z.record(z.string(), z.string()).optional(),
  tool_suggestions: z.array(z.strictObject({ name: z.string(), when: z.string() })).optional(),
});
