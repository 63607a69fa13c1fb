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

/** What turns the direction of writing, or joins: where a text was right-to-left, lines often begin with it. */
const UNSEEN = /^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/;

/** A text, however its lines end, as lines. */
export function linesOf(text: string): Line[] {
  const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map((raw, i) => {
    const bare = raw.replace(UNSEEN, "").trim();
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
    if (sign.trim() !== "" && UNSEEN.test(sign)) continue;
    if (sign === "\t") sum += TAB - (sum % TAB);
    else if (sign.trim() === "") sum++;
    else break;
  }
  return sum;
}

/** How a text marks its steps: whoever numbers them uses bullets for details, whoever does neither writes one a line. */
export type Marking = "numbers" | "bullets" | "headings" | "lines";

const NUMBER =
  /^(?:\(?(\p{Nd}{1,9})(?:[.)](?:\s+|$)|[、．）]\s*)|step\s+(\p{Nd}{1,9})\s*[.):–—-](?:\s+|$))(.*)$/iu;
const BULLET = /^(?:[-*+•‣◦–·●○▪■□➢☐☑]|o(?=\t))(?:\s+(?:\[[ xX]\](?:\s+|$))?(.*))?$/;
const HEADING = /^(#{1,6})\s+(.*?)(?:\s+#+)?$/;

/** The number that a line begins with, and what follows it; null: it has none. */
export function readNumber(text: string): { readonly number: number; readonly rest: string } | null {
  const match = NUMBER.exec(text);
  return match === null
    ? null
    : { number: numberOf(match[1] ?? match[2] ?? ""), rest: (match[3] ?? "").trim() };
}

/** What digits mean, of whatever script: ten in a row, from nought on. */
function numberOf(digits: string): number {
  let number = 0;
  for (const digit of digits) {
    const code = digit.codePointAt(0) ?? 0;
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
    number = number * 10 + value;
  }
  return number;
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
  const headings = outermost.filter((text) => (readHeading(text)?.level ?? 1) > 1);
  // Whoever numbers headings means steps by them, and by bullets what is to be done in each.
  if (headings.filter((text) => readNumber(readHeading(text)?.rest ?? "") !== null).length > 1)
    return "headings";
  if (outermost.some((text) => readBullet(text) !== null && !WAY.test(text))) return "bullets";
  return headings.length > 1 ? "headings" : "lines";
}

/** An arrow with or without a bullet begins no step. */
const WAY = /^(?:[-*+•]\s+)?(?:-{1,2}>|=>|[→⇒])/;
