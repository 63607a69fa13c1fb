import type { Json, JsonObject } from "#schemas/json.ts";
import { equalJson, isObject } from "#schemas/json.ts";
import type { Meaning } from "./live-field.ts";

/** A template as it is shown to be edited; "" where there is none. */
export function templateText(template: JsonObject | undefined): string {
  return template === undefined ? "" : JSON.stringify(template, null, 2);
}

/** U34: what a text means as the template of a tool node: only what is different is written. */
export function templateMeaning(node: string, text: string): Meaning {
  if (text.trim() === "") return { edit: (draft) => void delete dataOf(draft, node)?.input_template };
  const read = readTemplate(text);
  if ("error" in read) return read;
  return {
    edit(draft) {
      const data = dataOf(draft, node);
      if (data !== undefined) data.input_template = read.template;
    },
  };
}

/** Whether a text says what the template is, however it is written. */
export function saysTemplate(text: string, template: JsonObject | undefined): boolean {
  if (text.trim() === "") return template === undefined;
  const read = readTemplate(text);
  return "template" in read && template !== undefined && equalJson(read.template, template);
}

type Read = { readonly template: JsonObject } | { readonly error: string };

function readTemplate(text: string): Read {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    return { error: `Not JSON yet${placeIn(text, error)}.` };
  }
  return isObject(value) ? { template: value } : { error: "It has to be an object: { … }." };
}

/** Where a parser stopped, as line and column, where it says so. */
function placeIn(text: string, error: unknown): string {
  const at = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
  if (at === undefined) return "";
  const lines = text.slice(0, Number(at)).split("\n");
  return `: look at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

interface ToolDraft {
  input_template?: Record<string, unknown>;
}

function dataOf(draft: { nodes: Record<string, unknown> }, node: string): ToolDraft | undefined {
  const found = draft.nodes[node] as { readonly data: ToolDraft } | undefined;
  return found?.data;
}
