import { z } from "zod";
import { META } from "../graph/graph.ts";

/**
 * A way out of an item. `action` leads on where it is the name of a step. `next` is our addition to the protocol, which
 * lets readers ignore members they do not know: the steps that follow, where the action does not say so itself.
 */
const Branch = z.looseObject({ action: z.string(), sla_min: z.number().optional() });

const Suggestion = z.looseObject({ name: z.string(), when: z.string() });

const Item = z.looseObject({
  step: z.string(),
  instruction: z.string(),
  criteria: z.record(z.string(), z.string()).optional(),
  conditions: z.record(z.string(), Branch).optional(),
  tool_suggestions: z.array(Suggestion).optional(),
});

/**
 * An `ExpertSOP` unit of the KnowledgePulse protocol, as far as a graph takes part in it. Everything else (`@context`,
 * `id`, `metadata`, `source`, `validation`, what later versions add) may be there and is kept as it is.
 */
export const ExpertSop = z.looseObject({
  "@type": z.literal("ExpertSOP"),
  name: META.name,
  domain: META.domain,
  decision_tree: z.array(Item),
});

export type Branch = z.infer<typeof Branch>;
export type Suggestion = z.infer<typeof Suggestion>;
export type Item = z.infer<typeof Item>;
export type ExpertSop = z.infer<typeof ExpertSop>;

const Members = z.record(z.string(), z.unknown());

/** What a unit says of one item beyond its node. */
const ItemRest = z.object({
  members: Members.optional(),
  /** By the key of the condition. */
  conditions: z.record(z.string(), Members).optional(),
  /** Whole suggestions, to be found again by name and when. */
  tool_suggestions: z.array(Suggestion).optional(),
});
export type ItemRest = z.infer<typeof ItemRest>;

/** What a graph cannot hold of a unit: one JSON value, kept beside the graph. */
export const UnitRest = z.object({
  /** The unit's own members. */
  unit: Members,
  /** By the id of the step's node. */
  items: z.record(z.string(), ItemRest),
});
export type UnitRest = z.infer<typeof UnitRest>;
