import type { StepNode } from "#schemas/graph/order.ts";
import { pair, writeDetail } from "./write-parts.ts";

/** What a step or a condition is judged by, a line each. */
export function writeCriteria(
  criteria: Readonly<Record<string, string>> | undefined,
  below: "step" | "condition",
): string[] {
  if (criteria === undefined) return [];
  const lines = Object.entries(criteria).map(([key, text]) =>
    writeDetail({ kind: "criterion", key, text }, below, [key, text], ([key = "", text = ""]) => {
      return `${below === "step" ? "-" : "="} ${pair(key, text)}`;
    }),
  );
  return lines.length === 0 ? ["criteria: none"] : lines;
}

/** The tools that a step suggests, a line each. */
export function writeTools(tools: StepNode["data"]["tool_suggestions"]): string[] {
  if (tools === undefined) return [];
  const lines = tools.map(({ name, when }) =>
    writeDetail({ kind: "tool", name, when }, "step", [name, when], ([name = "", when = ""]) => {
      return `! ${pair(name, when)}`;
    }),
  );
  return lines.length === 0 ? ["tools: none"] : lines;
}
