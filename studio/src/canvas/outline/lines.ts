/** A line of a text. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** Columns before its first sign, beyond those that all lines have. */
  readonly indent: number;
  /** Trimmed; "": a blank line. */
  readonly text: string;
}

/** Columns of a tab. */
const TAB = 4;

/** A text, however its lines end, as lines. */
export function linesOf(text: string): Line[] {
  const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map((raw, i) => {
    const bare = raw.trim();
    return { number: i + 1, indent: bare === "" ? 0 : columns(raw), text: bare };
  });
  let common = Number.POSITIVE_INFINITY;
  for (const { text, indent } of lines) if (text !== "") common = Math.min(common, indent);
  return lines.map((line) => ({ ...line, indent: Math.max(0, line.indent - common) }));
}

/** The columns before the first sign. */
function columns(raw: string): number {
  let sum = 0;
  for (const sign of raw) {
    if (sign === "\t") sum += TAB - (sum % TAB);
    else if (sign.trim() === "") sum++;
    else break;
  }
  return sum;
}

/** How a text marks its steps: whoever numbers them uses bullets for details, whoever does neither writes one a line. */
export type Marking = "numbers" | "bullets" | "headings" | "lines";

const NUMBER = /^(?:(\d{1,9})[.)]|step\s+(\d{1,9})\s*[.):–—-])(?:\s+(.*))?$/i;
const BULLET = /^[-*+•‣◦–](?:\s+(?:\[[ xX]\](?:\s+|$))?(.*))?$/;
const HEADING = /^(#{1,6})\s+(.*?)(?:\s+#+)?$/;

/** The number that a line begins with, and what follows it; null: it has none. */
export function readNumber(text: string): { readonly number: number; readonly rest: string } | null {
  const match = NUMBER.exec(text);
  return match === null ? null : { number: Number(match[1] ?? match[2]), rest: match[3] ?? "" };
}

/** What follows the bullet of a line; null: it has none. */
export function readBullet(text: string): string | null {
  const match = BULLET.exec(text);
  return match === null ? null : (match[1] ?? "");
}

/** A heading; null: it is none. */
export function readHeading(text: string): { readonly level: number; readonly rest: string } | null {
  const match = HEADING.exec(text);
  return match === null ? null : { level: match[1]?.length ?? 1, rest: match[2] ?? "" };
}

/** Lists that are numbered to 10 and beyond are often in line at their right. */
export function isOutermost({ indent, text }: Line): boolean {
  return indent === 0 || (indent === 1 && readNumber(text) !== null);
}

/** How the steps of a text are marked. */
export function markingOf(lines: readonly Line[]): Marking {
  const outermost = lines.filter((line) => line.text !== "" && isOutermost(line)).map(({ text }) => text);
  if (outermost.some((text) => readNumber(text) !== null)) return "numbers";
  if (outermost.some((text) => readBullet(text) !== null && !WAY.test(text))) return "bullets";
  const headings = outermost.filter((text) => (readHeading(text)?.level ?? 1) > 1);
  return headings.length > 1 ? "headings" : "lines";
}

/** An arrow with or without a bullet begins no step. */
const WAY = /^(?:[-*+•]\s+)?(?:-{1,2}>|=>|[→⇒])/;
