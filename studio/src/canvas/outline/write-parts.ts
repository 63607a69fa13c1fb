import { equalJson, type Json } from "#schemas/json.ts";
import { linesOf } from "./lines.ts";
import { oddText } from "./odd-text.ts";
import { readHead } from "./read-head.ts";
import { readDetail, readSign, type Detail } from "./read-line.ts";
import { cutAtArrow, END, type WrittenWay } from "./read-way.ts";

/** The first text that is one line and is read as it was meant; the last one where there is none. */
export function firstRead(texts: readonly string[], isRead: (text: string) => boolean): string {
  return texts.find((text) => isLine(text) && isRead(text)) ?? texts.at(-1) ?? "";
}

/** A line of details that means this: its parts as they are, else odd. */
export function writeDetail(
  detail: Detail,
  below: "step" | "condition" | "tool",
  parts: readonly string[],
  join: (parts: readonly string[]) => string,
): string {
  return firstRead(spellings(parts).map(join), (text) => isSame(readDetail(text, below), detail));
}

/** "key: value"; without a value the colon stays. */
export function pair(key: string, value: string): string {
  return value === "" ? `${key}:` : `${key}: ${value}`;
}

/** "? field" or "! name: when" at the edge of a text. */
export function writeSign(sign: "?" | "!", detail: Detail, name: string, value?: string): string {
  const texts = spellings(value === undefined ? [name] : [name, value]).map(
    ([name = "", when]) => `${sign} ${when === undefined ? name : pair(name, when)}`,
  );
  return firstRead(texts, (text) => isSame(readSign(text), detail));
}

/** A step's title, and its instruction as far as that stands on the same line; then the other lines of it. */
export function writeHead(title: string, instruction: string): readonly string[] {
  const [first = "", ...others] = instruction.split("\n");
  const isPlain = first !== "" && areLines(others);
  const [begin, below] = isPlain ? [first, others] : [instruction, []];
  const texts = spellings([title, begin]).map(([title = "", begin = ""]) =>
    begin === "" ? title : pair(title, begin),
  );
  const head = firstRead(texts, (text) => isSame(readHead(text), { title, instruction: begin }));
  // An odd beginning is a whole by itself.
  const isBroken = below.length > 0 && !isSame(readHead(head), { title, instruction: begin });
  return isBroken ? [pair(oddText(title), oddText(instruction))] : [head, ...below];
}

/** A way on, to what `to` names. */
export function writeWay({ to, ...marks }: WrittenWay): string {
  const words = (["branch", "into", "label"] as const).flatMap((mark) => {
    const value = marks[mark];
    if (value === undefined) return [];
    // Also at the end of a branch, where the last arrow counts.
    const isRead = (text: string) =>
      isSame(cutAtArrow(`X -> X ${text}`), { before: "X", way: { to: "X", [mark]: value } });
    const texts = [value, oddText(value)].map((text) => `[${mark}: ${text}]`);
    return [firstRead(texts, isRead)];
  });
  return ["->", to ?? END, ...words].join(" ");
}

/** Texts for all parts: each as it is or odd, as few odd ones as possible first. */
function spellings(parts: readonly string[]): string[][] {
  return parts
    .reduce<string[][]>(
      (all, part) => all.flatMap((before) => [part, oddText(part)].map((text) => [...before, text])),
      [[]],
    )
    .toSorted((a, b) => countOdd(a, parts) - countOdd(b, parts));
}

function countOdd(texts: readonly string[], parts: readonly string[]): number {
  return texts.filter((text, i) => text !== parts[i]).length;
}

/** Whether lines below a title are read as what they are: more of its instruction. */
function areLines(lines: readonly string[]): boolean {
  return lines.every((line, i) => {
    if (line === "") return i < lines.length - 1 && lines[i + 1] !== "";
    return isLine(line) && isSame(readDetail(line, "step"), { kind: "text", text: line });
  });
}

function isLine(text: string): boolean {
  const [line, ...others] = linesOf(text);
  return line?.text === text && others.length === 0;
}

/** Whether two texts, or what was read of them, are the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return equalJson(a as Json, b as Json);
}
