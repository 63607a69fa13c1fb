import type { Graph } from "../graph/graph.ts";
import { linksOf } from "../graph/links.ts";
import { byPlace } from "../graph/order.ts";
import { findLoops } from "./cycles.ts";
import { findDuplicateEdges, findUnconnected, findUnreachable } from "./edge-rules.ts";
import { LINT_RULES, type Finding, type LintRule } from "./finding.ts";
import type { Sheet } from "./sheet.ts";
import { findDeadBranches, findDuplicateSteps, findEmptySteps } from "./step-rules.ts";

/**
 * What is to be said against a graph, rule by rule, each in reading order: the same for the same graph, whatever the
 * order of its members. Time grows with nodes and edges alone.
 */
export function lintGraph(graph: Graph): Finding[] {
  const nodes = Object.values(graph.nodes).sort(byPlace);
  const edges = Object.values(graph.edges).sort((a, b) => (a.id < b.id ? -1 : 1));
  const steps = nodes.filter((node) => node.type === "step");
  const links = linksOf(edges);
  const sheet: Sheet = { graph, nodes, edges, steps, links };
  return LINT_RULES.flatMap((rule) => CHECKS[rule](sheet));
}

const CHECKS: Readonly<Record<LintRule, (sheet: Sheet) => Finding[]>> = {
  no_instruction: findEmptySteps,
  duplicate_step: findDuplicateSteps,
  branch_without_target: findDeadBranches,
  duplicate_edge: findDuplicateEdges,
  unconnected: findUnconnected,
  unreachable: findUnreachable,
  cycle: findLoops,
};
