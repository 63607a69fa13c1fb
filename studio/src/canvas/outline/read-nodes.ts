import type { Draft, StepDraft, Tell } from "./draft.ts";
import {
  isOutermost,
  markingOf,
  readBullet,
  readHeading,
  readNumber,
  type Line,
  type Marking,
} from "./lines.ts";
import { loosely } from "./names.ts";
import type { OutlineMeta, There } from "./outline.ts";
import { readHead } from "./read-head.ts";
import { readDetail, readSign } from "./read-line.ts";
import { readMeta } from "./read-meta.ts";
import { readText } from "./odd-text.ts";
import { cutChain, readWay } from "./read-way.ts";
import { short, takeDetail } from "./take-detail.ts";

/** Nodes of a text, and ways between any two that it tells of in lines of their own. */
export interface Parts {
  readonly drafts: readonly Draft[];
  readonly chains: readonly { readonly line: number; readonly names: readonly string[] }[];
}

/** Where a text is being read. */
interface Reader {
  readonly marking: Marking;
  readonly drafts: Draft[];
  readonly chains: { line: number; names: readonly string[] }[];
  readonly knows: (name: string) => boolean;
  readonly tell: Tell;
  meta: OutlineMeta;
  /** The step that conditions stand below. */
  step: StepDraft | null;
  isAfterGap: boolean;
}

/** Reads the lines of a text in their order. */
export function readNodes(
  lines: readonly Line[],
  there: readonly There[],
  tell: Tell,
): { readonly meta: OutlineMeta; readonly parts: Parts } {
  const marking = markingOf(lines);
  const titles = [...there.map(({ title }) => title), ...titlesIn(lines, marking)];
  const names = new Set(titles.map(loosely).filter((name) => name !== ""));
  const reader: Reader = {
    marking,
    drafts: [],
    chains: [],
    knows: (name) => names.has(loosely(readText(name.replace(/^[?!]\s+/, "")))),
    tell,
    meta: {},
    step: null,
    isAfterGap: false,
  };
  for (const line of lines) {
    if (line.text !== "") takeLine(reader, line);
    reader.isAfterGap = line.text === "";
  }
  return { meta: reader.meta, parts: reader };
}

function takeLine(reader: Reader, line: Line): void {
  const { drafts, step, isAfterGap, tell } = reader;
  const below = drafts.at(-1);
  const isOuter = isOutermost(line);
  if (isOuter && takeOuter(reader, line)) return;
  if (below === undefined) return takeBeginning(reader, line);
  const detail = readDetail(line.text, below.type);
  if (detail.kind === "maybe" && below.type === "step" && reader.knows(detail.to)) {
    const condition = addCondition(reader, line, below.title, below);
    takeDetail(condition, detail.branch, line.number, isAfterGap, tell);
  } else if (detail.kind === "maybe") takeDetail(below, detail.plain, line.number, isAfterGap, tell);
  else if (detail.kind === "condition") addCondition(reader, line, detail.field ?? step?.title ?? "", step);
  else takeDetail(below, detail, line.number, isAfterGap, tell);
}

/** Whether a line at the edge of the text is more than a detail of what is above it. */
function takeOuter(reader: Reader, line: Line): boolean {
  const { text, number } = line;
  const heading = readHeading(text);
  if (heading !== null) return takeHeading(reader, line, heading);
  if (takeMeta(reader, text)) return true;
  const sign = readSign(text);
  // At the edge of the text a decision stands by itself: it comes next, where nothing else was said to.
  if (sign?.kind === "condition") addCondition(reader, line, sign.field ?? reader.step?.title ?? "", null);
  else if (sign?.kind === "tool") {
    const { name, when } = sign;
    reader.drafts.push({ type: "tool", line: number, number: null, ways: [], name, when, input: null });
  } else {
    const marked = readMarked(text, reader.marking);
    if (marked === null || reader.marking === "lines") {
      const chain = takeChain(reader, line);
      if (chain !== "other") return chain === "done";
    }
    if (marked === null) return false;
    addStep(reader, line, marked.rest, marked.number);
  }
  return true;
}

/** The text of a line that begins a step; null: it begins none. */
function readMarked(text: string, marking: Marking): { rest: string; number: number | null } | null {
  switch (marking) {
    case "numbers":
      return readNumber(text);
    case "bullets": {
      const rest = readWay(text) === null ? readBullet(text) : null;
      return rest === null ? null : { rest, number: null };
    }
    case "headings":
      return null;
    case "lines":
      return readWay(text) === null && readSign(text) === null ? { rest: text, number: null } : null;
  }
}

function takeHeading(
  reader: Reader,
  line: Line,
  { level, rest }: { readonly level: number; readonly rest: string },
): boolean {
  if (reader.marking === "headings" && level > 1) {
    const numbered = readNumber(rest);
    addStep(reader, line, numbered?.rest ?? rest, numbered?.number ?? null);
  } else if (reader.meta.name === undefined && reader.drafts.length === 0 && rest !== "")
    reader.meta = { ...reader.meta, name: readText(rest) };
  else reader.tell(line.number, `The heading “${short(rest)}” is left out.`);
  return true;
}

/**
 * "A -> B" between nodes that are known. Below a condition a line whose beginning is not known is a branch; where each
 * line is a step, one that only looks like a connection is told.
 */
function takeChain(reader: Reader, { text, number }: Line): "done" | "detail" | "other" {
  const { chains, knows, tell, drafts, marking } = reader;
  const names = cutChain(text);
  if (names.length < 2 || names.some((name) => name === "") || !names.some(knows)) return "other";
  const stranger = names.find((name) => !knows(name));
  if (stranger === undefined) chains.push({ line: number, names });
  else if (drafts.at(-1)?.type === "condition" || marking !== "lines") return "detail";
  else tell(number, `There is no step called “${short(stranger)}”: nothing is connected.`);
  return "done";
}

/** What stands before the first step is about the SOP. */
function takeBeginning(reader: Reader, { text, number }: Line): void {
  if (readWay(text) !== null || readSign(text) !== null)
    return reader.tell(number, "There is no step above that this could belong to.");
  const { description } = reader.meta;
  const gap = reader.isAfterGap ? "\n\n" : "\n";
  reader.meta = {
    ...reader.meta,
    description: description === undefined ? text : `${description}${gap}${text}`,
  };
}

function takeMeta(reader: Reader, text: string): boolean {
  if (reader.meta.name === undefined || reader.drafts.length > 0) return false;
  const meta = readMeta(text);
  if (meta !== null) reader.meta = { ...reader.meta, ...meta };
  return meta !== null;
}

function addStep(reader: Reader, line: Line, text: string, number: number | null): void {
  const { title, instruction } = readHead(text);
  const fresh = { instruction, criteria: null, tools: null };
  reader.step = { type: "step", line: line.number, number, ways: [], title, ...fresh };
  reader.drafts.push(reader.step);
}

function addCondition(reader: Reader, line: Line, field: string, step: StepDraft | null): Draft {
  const fresh = { criteria: null, branches: null };
  const draft: Draft = {
    type: "condition",
    line: line.number,
    number: null,
    ways: [],
    field,
    step,
    ...fresh,
  };
  reader.step = step;
  reader.drafts.push(draft);
  return draft;
}

/** The titles that a text gives, before it is read: an arrow between two of them connects. */
function titlesIn(lines: readonly Line[], marking: Marking): string[] {
  return lines.flatMap((line) => {
    const sign = readSign(line.text);
    if (sign?.kind === "condition") return [sign.field ?? ""];
    if (!isOutermost(line)) return [];
    if (sign?.kind === "tool") return [sign.name];
    const heading = readHeading(line.text);
    if (heading !== null)
      return marking === "headings" && heading.level > 1 ? [readHead(heading.rest).title] : [];
    const marked = readMarked(line.text, marking);
    const isChain = marking === "lines" && cutChain(line.text).length > 1;
    return marked === null || isChain ? [] : [readHead(marked.rest).title];
  });
}
