import type { Node } from "#schemas/graph/node.ts";
import type { ConditionNode, StepNode, ToolNode } from "#schemas/graph/order.ts";
import type { Around } from "./around.ts";
import { jsonLine } from "./odd-text.ts";
import { nameOf } from "./outline.ts";
import { writeBranch } from "./write-branch.ts";
import { writeCriteria, writeTools } from "./write-lists.ts";
import { writeHead, writeSign } from "./write-parts.ts";
import { writeWays } from "./write-ways.ts";

const INDENT = "   ";

/** The lines of a node, by its index in the text. */
export function writeNode(i: number, around: Around): readonly string[] {
  const { node, step } = around.at(i) ?? { node: undefined, step: null };
  switch (node?.type) {
    case undefined:
      return [];
    case "step":
      return [...(i === 0 ? [] : [""]), ...writeStep(i, node, around)];
    case "condition":
      return step === null
        ? ["", ...writeCondition(i, node, step, around)]
        : indent(writeCondition(i, node, step, around));
    case "tool":
      return ["", ...writeTool(node), ...indent(writeWays(i, node, around, [], false))];
  }
}

function writeStep(i: number, node: StepNode, around: Around): string[] {
  const { step, instruction, criteria, tool_suggestions: tools } = node.data;
  const [head = "", ...more] = writeHead(step, instruction);
  const details = [...more, ...writeCriteria(criteria, "step"), ...writeTools(tools)];
  return [`${around.number(i)}. ${head}`, ...indent([...details, ...writeWays(i, node, around, [], false)])];
}

function writeCondition(i: number, node: ConditionNode, step: Node | null, around: Around): string[] {
  const { field, criteria, conditions } = node.data;
  const isAsStep = step !== null && field !== "" && nameOf(step) === field;
  const head = isAsStep ? "?" : writeSign("?", { kind: "condition", field }, field);
  const branches = Object.entries(conditions ?? {}).map(([key, { action, sla_min }]) => {
    const edge = around
      .out(node.id)
      .find(({ sourceHandle, targetHandle }) => sourceHandle === key && targetHandle === undefined);
    return { edge, ...writeBranch(key, action, sla_min, edge, around) };
  });
  const lines = [
    ...writeCriteria(criteria, "condition"),
    ...branches.map(({ line }) => line),
    ...(conditions !== undefined && branches.length === 0 ? ["branches: none"] : []),
    ...writeWays(
      i,
      node,
      around,
      branches.flatMap(({ edge }) => (edge === undefined ? [] : [edge])),
      branches.some(({ isTold }) => isTold),
    ),
  ];
  return [head, ...indent(lines, "  ")];
}

function writeTool({ data: { name, when, input_template: input } }: ToolNode): string[] {
  const head = writeSign("!", { kind: "tool", name, when }, name, when);
  return [head, ...indent(input === undefined ? [] : [`input: ${jsonLine(input)}`])];
}

function indent(lines: readonly string[], by = INDENT): string[] {
  return lines.map((line) => (line === "" ? "" : by + line));
}
