import { z } from "zod";
import { EntityId } from "../ids.ts";

/** An edge; `sourceHandle` and `targetHandle` are React Flow's own names. */
export const Edge = z.strictObject({
  id: EntityId,
  source: EntityId,
  target: EntityId,
  sourceHandle: z.string().optional(),
  targetHandle: z.string().optional(),
  label: z.string().optional(),
});
export type Edge = z.infer<typeof Edge>;
