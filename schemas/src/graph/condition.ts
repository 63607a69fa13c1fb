import { z } from "zod";

/** A branch: each key of `conditions` is one way out, with what to do and how soon. */
export const ConditionData = z.strictObject({
  field: z.string(),
  criteria: z.record(z.string(), z.string()).optional(),
  conditions: z
    .record(z.string(), z.strictObject({ action: z.string(), sla_min: z.number().optional() }))
    .optional(),
});
