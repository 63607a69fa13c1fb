import type { JsonObject } from "#schemas/json.ts";
import type { BareNode, Problem } from "./outline.ts";
import type { WrittenWay } from "./read-way.ts";

/** A way on from a node, by its line. */
interface DraftWay extends WrittenWay {
  readonly line: number;
}

/** A way out of a condition, as far as it is read. */
export interface DraftBranch {
  readonly line: number;
  readonly key: string;
  readonly minutes?: number;
  /** Null: what its target is called. */
  readonly action: string | null;
  readonly way: WrittenWay | null;
}

interface Common {
  readonly line: number;
  /** The number that it was given in the text. */
  readonly number: number | null;
  readonly ways: DraftWay[];
}

/** A step that is being read. */
export interface StepDraft extends Common {
  readonly type: "step";
  readonly title: string;
  instruction: string;
  criteria: Map<string, string> | null;
  tools: { readonly name: string; readonly when: string }[] | null;
}

/** A condition that is being read; `step`: the one that it stands below. */
export interface ConditionDraft extends Common {
  readonly type: "condition";
  readonly field: string;
  readonly step: StepDraft | null;
  criteria: Map<string, string> | null;
  branches: Map<string, DraftBranch> | null;
}

/** A tool that is being read. */
interface ToolDraft extends Common {
  readonly type: "tool";
  readonly name: string;
  when: string;
  input: JsonObject | null;
}

/** A node that is being read. */
export type Draft = StepDraft | ConditionDraft | ToolDraft;

/** What is said of a line that could not be read. */
export type Tell = (line: number, text: string) => void;

/** Collects problems, each once. */
export function createTell(): { readonly tell: Tell; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const told = new Set<string>();
  return {
    problems,
    tell(line, text) {
      const key = `${line} ${text}`;
      if (!told.has(key)) problems.push({ line, text });
      told.add(key);
    },
  };
}

/** A draft as the node that it makes; `actionOf` says what a branch does. */
export function toNode(draft: Draft, actionOf: (branch: DraftBranch) => string): BareNode {
  switch (draft.type) {
    case "step": {
      const { title: step, instruction, criteria, tools } = draft;
      const lists = {
        ...(criteria !== null && { criteria: Object.fromEntries(criteria) }),
        ...(tools !== null && { tool_suggestions: tools }),
      };
      return { type: "step", data: { step, instruction, ...lists } };
    }
    case "condition": {
      const { field, criteria, branches } = draft;
      const conditions = [...(branches?.values() ?? [])].map((branch): [string, Way] => {
        const { key, minutes } = branch;
        return [key, { action: actionOf(branch), ...(minutes !== undefined && { sla_min: minutes }) }];
      });
      const records = {
        ...(criteria !== null && { criteria: Object.fromEntries(criteria) }),
        ...(branches !== null && { conditions: Object.fromEntries(conditions) }),
      };
      return { type: "condition", data: { field, ...records } };
    }
    case "tool": {
      const { name, when, input } = draft;
      return { type: "tool", data: { name, when, ...(input !== null && { input_template: input }) } };
    }
  }
}

interface Way {
  action: string;
  sla_min?: number;
}
