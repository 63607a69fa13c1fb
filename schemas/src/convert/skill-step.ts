import type { Graph } from "../graph/graph.ts";
import { linksOf, type Links } from "../graph/links.ts";
import { byPlace, type ConditionNode, type StepNode } from "../graph/order.ts";
import { codeText, indent, inlineText } from "./markdown.ts";

/** Makes the function that writes a step as an item of a numbered list; `numbers` by the ids of steps. */
export function createStepWriter(
  graph: Graph,
  numbers: ReadonlyMap<string, number>,
): (step: StepNode) => string {
  const links = linksOf(Object.values(graph.edges));
  return (step) => {
    const marker = `${numbers.get(step.id) ?? 0}. `;
    const { instruction, criteria } = step.data;
    const decisions = decisionsAfter(graph, links, step);
    const parts = [
      instruction.trim() === "" ? [] : [instruction],
      list("Criteria:", criteriaLines(criteria)),
      list("Tools:", toolLines(graph, links, [step, ...decisions])),
      ...decisions.map((node) => decisionLines(graph, links, node, numbers)),
      [following(links, step, decisions, numbers)],
    ];
    const body = parts.filter((part) => part.length > 0).map((part) => part.join("\n"));
    const title = `${marker}**${inlineText(step.data.step) || "(no name)"}**`;
    return [title, ...body.filter((text) => text !== "").map((text) => indent(text, marker.length))].join(
      "\n\n",
    );
  };
}

/** The conditions that a step leads to, and those that they lead to in turn, each once. */
function decisionsAfter(graph: Graph, links: Links, step: StepNode): ConditionNode[] {
  const found = new Set<ConditionNode>();
  const conditionsFrom = (id: string) =>
    links
      .from(id)
      .map((edge) => graph.nodes[edge.target])
      .filter((node) => node?.type === "condition")
      .sort(byPlace);
  for (const node of conditionsFrom(step.id)) found.add(node);
  // A set grows under its own iteration: what is added is visited too.
  for (const { id } of found) for (const node of conditionsFrom(id)) found.add(node);
  return [...found];
}

function list(head: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [head, "", ...lines];
}

function criteriaLines(criteria: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(criteria).map(([key, text]) => `- **${inlineText(key)}**: ${inlineText(text)}`);
}

function toolLines(graph: Graph, links: Links, [step, ...others]: [StepNode, ...ConditionNode[]]): string[] {
  const ids = [step, ...others].flatMap(({ id }) => [
    ...links.from(id).map((edge) => edge.target),
    ...links.to(id).map((edge) => edge.source),
  ]);
  const nodes = [...new Set(ids)].map((id) => graph.nodes[id]).filter((node) => node?.type === "tool");
  const tools = nodes.sort(byPlace).map((node) => node.data);
  return [...(step.data.tool_suggestions ?? []), ...tools].map((tool) => {
    const input = "input_template" in tool ? `; input ${codeText(JSON.stringify(tool.input_template))}` : "";
    return `- ${codeText(tool.name)}: ${inlineText(tool.when)}${input}`;
  });
}

function decisionLines(
  graph: Graph,
  links: Links,
  node: ConditionNode,
  numbers: ReadonlyMap<string, number>,
): string[] {
  const { field, criteria, conditions = {} } = node.data;
  const edges = links.from(node.id);
  const goalsBy = (isMine: (handle: string | undefined) => boolean) => [
    ...new Set(edges.filter((edge) => isMine(edge.sourceHandle)).map((edge) => edge.target)),
  ];
  const branches = Object.entries(conditions).map(([key, { action, sla_min }]) => {
    const goals = goalNames(
      graph,
      goalsBy((handle) => handle === key),
      numbers,
    );
    const time = sla_min === undefined ? "" : ` (within ${sla_min} min)`;
    return `- If **${inlineText(key)}**: ${[inlineText(action), ...goals].filter(Boolean).join(" → ") || "nothing"}${time}`;
  });
  const others = goalNames(
    graph,
    goalsBy((handle) => !Object.hasOwn(conditions, handle ?? "")),
    numbers,
  );
  const otherwise = others.length === 0 ? [] : [`- Otherwise: ${others.join(" → ")}`];
  return [
    ...list(`Decide: **${inlineText(field)}**`, [...criteriaLines(criteria), ...branches, ...otherwise]),
  ];
}

function goalNames(graph: Graph, ids: readonly string[], numbers: ReadonlyMap<string, number>): string[] {
  return ids.flatMap((id) => {
    const node = graph.nodes[id];
    if (node?.type === "step") return [`go to step ${numbers.get(id)}`];
    return node?.type === "condition" ? [`decide **${inlineText(node.data.field)}**`] : [];
  });
}

function following(
  links: Links,
  step: StepNode,
  decisions: readonly ConditionNode[],
  numbers: ReadonlyMap<string, number>,
): string {
  const goals = links.from(step.id).flatMap((edge) => {
    const number = numbers.get(edge.target);
    if (number === undefined) return [];
    return [`step ${number}${edge.label === undefined ? "" : ` (${inlineText(edge.label)})`}`];
  });
  if (goals.length > 0) return `Then: ${[...new Set(goals)].join(", ")}.`;
  return decisions.length > 0 ? "" : "Then: this is an end of the procedure.";
}
