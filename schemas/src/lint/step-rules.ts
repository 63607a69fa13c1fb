import type { Finding } from "./finding.ts";
import { nameOf, quote, type Sheet } from "./sheet.ts";

/** Steps that do not say what to do. */
export function findEmptySteps({ steps }: Sheet): Finding[] {
  return steps
    .filter((step) => step.data.instruction.trim() === "")
    .map((step) => ({
      rule: "no_instruction",
      severity: "error",
      nodes: [step.id],
      message: `The step ${nameOf(step)} has no instruction.`,
    }));
}

/** Steps of one name: an action that names it means the first of them. */
export function findDuplicateSteps({ steps }: Sheet): Finding[] {
  return [...Map.groupBy(steps, (step) => step.data.step.trim())]
    .filter(([, same]) => same.length > 1)
    .map(([name, same]) => ({
      rule: "duplicate_step",
      severity: "error",
      nodes: same.map((step) => step.id),
      message: `${same.length} steps are called ${quote(name)}.`,
    }));
}

/** Branches that no edge leaves by. With an action they may be an end; without one they are forgotten. */
export function findDeadBranches({ nodes, links }: Sheet): Finding[] {
  return nodes.flatMap((node) => {
    if (node.type !== "condition") return [];
    const used = new Set(links.from(node.id).map((edge) => edge.sourceHandle));
    return Object.entries(node.data.conditions ?? {})
      .filter(([key]) => !used.has(key))
      .map(([key, { action }]): Finding => {
        const isEnd = action.trim() !== "";
        return {
          rule: "branch_without_target",
          severity: isEnd ? "info" : "warning",
          nodes: [node.id],
          message: `The branch ${quote(key)} of ${nameOf(node)} leads nowhere${isEnd ? "" : " and has no action"}.`,
        };
      });
  });
}
