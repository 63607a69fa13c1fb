import { checkValue } from "#schemas/change/syntax.ts";
import { BANNED_KEYS } from "#schemas/ids.ts";
import { isObject, type Json, type JsonObject } from "#schemas/json.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import type { ConditionDraft, Draft, StepDraft, Tell } from "./draft.ts";
import type { Branch, Detail } from "./read-line.ts";

/** A detail of a node, put into it; conditions are nodes of their own. */
export type Takes = Exclude<Detail, { readonly kind: "condition" | "maybe" }>;

/** Puts what a line says into the node that it stands below; what has no place there is told. */
export function takeDetail(draft: Draft, detail: Takes, line: number, isAfterGap: boolean, tell: Tell): void {
  switch (detail.kind) {
    case "way":
      draft.ways.push({ ...detail.way, line });
      return;
    case "text":
      return takeText(draft, detail.text, line, isAfterGap, tell);
    case "criterion":
      if (draft.type === "tool") return tell(line, "A tool has no criteria.");
      draft.criteria ??= new Map();
      if (isNew(draft.criteria, detail.key, line, tell)) draft.criteria.set(detail.key, detail.text);
      return;
    case "tool":
      return takeTool(draft, detail, line, tell);
    case "empty":
      return takeEmpty(draft, detail.what, line, tell);
    case "branch":
      if (draft.type === "condition") takeBranch(draft, detail, line, tell);
      return;
    case "input":
      return takeInput(draft, detail.text, line, tell);
  }
}

function takeText(draft: Draft, text: string, line: number, isAfterGap: boolean, tell: Tell): void {
  if (draft.type === "condition")
    return tell(line, `“${short(text)}” is no branch. One begins with a dash: “- yes: what to do”.`);
  const before = draft.type === "step" ? draft.instruction : draft.when;
  const whole = before === "" ? text : `${before}\n${isAfterGap ? "\n" : ""}${text}`;
  if (draft.type === "step") draft.instruction = whole;
  else draft.when = whole;
}

/** Below a condition a tool is one of the step's that it belongs to. */
function takeTool(draft: Draft, { name, when }: StepTool, line: number, tell: Tell): void {
  const step: StepDraft | null =
    draft.type === "step" ? draft : draft.type === "condition" ? draft.step : null;
  if (step === null)
    return tell(line, "A tool stands below the step that it helps with, or at the edge of the text.");
  step.tools ??= [];
  step.tools.push({ name, when });
}

interface StepTool {
  readonly name: string;
  readonly when: string;
}

function takeEmpty(draft: Draft, what: "criteria" | "tools" | "branches", line: number, tell: Tell): void {
  if (what === "criteria" && draft.type !== "tool") draft.criteria ??= new Map();
  else if (what === "tools" && draft.type === "step") draft.tools ??= [];
  else if (what === "branches" && draft.type === "condition") draft.branches ??= new Map();
  else tell(line, `A ${draft.type} has no ${what}.`);
}

/** A second line of one branch leads to one target more. */
function takeBranch(draft: ConditionDraft, branch: Branch, line: number, tell: Tell): void {
  const { key, action, minutes, way } = branch;
  draft.branches ??= new Map();
  const isAgain = draft.branches.has(key) && way !== null && minutes === undefined && !action;
  if (isAgain) draft.ways.push({ branch: key, ...way, line });
  else if (isNew(draft.branches, key, line, tell)) draft.branches.set(key, { ...branch, line });
}

function takeInput(draft: Draft, text: string, line: number, tell: Tell): void {
  if (draft.type !== "tool") return;
  const input = parseObject(text);
  if (input === null) return tell(line, "What stands after “input:” has to be a JSON object on one line.");
  const fault = checkValue(input, INPUT_DEPTH, DEFAULT_LIMITS);
  if (fault !== null) return tell(line, `The input is left out: ${fault.message}.`);
  draft.input = input;
}

/** Levels above an input: nodes, the node, its data. */
const INPUT_DEPTH = 4;

function parseObject(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isNew(taken: ReadonlyMap<string, unknown>, key: string, line: number, tell: Tell): boolean {
  if (taken.has(key)) tell(line, `There is already one called “${short(key)}”: this one is left out.`);
  else if (BANNED_KEYS.has(key)) tell(line, `“${key}” cannot be used as a name.`);
  else return true;
  return false;
}

const MOST_CHARS = 40;

/** A text as far as it has room in a sentence. */
export function short(text: string): string {
  return text.length <= MOST_CHARS ? text : `${text.slice(0, MOST_CHARS).trimEnd()}…`;
}
