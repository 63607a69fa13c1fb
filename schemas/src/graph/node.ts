import { z } from "zod";
import { EntityId } from "../ids.ts";
import { ConditionData } from "./condition.ts";
import { Position } from "./position.ts";
import { StepData } from "./step.ts";
import { ToolData } from "./tool.ts";

/** What a node of each type holds. */
export const DATA_BY_TYPE = { step: StepData, condition: ConditionData, tool: ToolData } as const;

export type NodeType = keyof typeof DATA_BY_TYPE;

function nodeOf<T extends NodeType>(type: T) {
  return z.strictObject({
    id: EntityId,
    type: z.literal(type),
    position: Position,
    data: DATA_BY_TYPE[type],
  });
}

/** A node of the graph; shapes are strict, an unknown member is refused. */
export const Node = z.discriminatedUnion("type", [nodeOf("step"), nodeOf("condition"), nodeOf("tool")]);
export type Node = z.infer<typeof Node>;
