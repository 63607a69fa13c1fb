import { readText } from "./odd-text.ts";

/** A way on, as it is written: to whom, and by what. */
export interface WrittenWay {
  /** What names its target; null: it is said that nothing follows. */
  readonly to: string | null;
  readonly branch?: string;
  readonly into?: string;
  readonly label?: string;
}

const ARROW = /(?:^|\s)(?:-{1,2}>|=>|[→⇒])(?=\s|$)/g;
const FIRST_ARROW = /^(?:[-*+•]\s+)?(?:-{1,2}>|=>|[→⇒])\s*(.*)$/;

/** "-> Title [label: urgent]"; null: it is no way on. */
export function readWay(text: string): WrittenWay | null {
  const match = FIRST_ARROW.exec(text);
  return match === null ? null : readTarget(match[1] ?? "");
}

/** The text before the last arrow of a line, and the way that it tells of; null: it has no arrow. */
export function cutAtArrow(text: string): { readonly before: string; readonly way: WrittenWay } | null {
  const last = [...text.matchAll(ARROW)].at(-1);
  if (last === undefined) return null;
  const way = readTarget(text.slice(last.index + last[0].length));
  return { before: text.slice(0, last.index).trim(), way };
}

/** The names between the arrows of "A -> B -> C"; fewer than two: it is none. */
export function cutChain(text: string): readonly string[] {
  return text.split(ARROW).map((name) => name.trim());
}

/** Says that nothing follows. */
export const END = "(end)";

function readTarget(text: string): WrittenWay {
  let rest = text.trim();
  const marks: { branch?: string; into?: string; label?: string } = {};
  for (;;) {
    const start = rest.endsWith("]") ? rest.lastIndexOf("[") : -1;
    const mark = start < 0 ? null : MARK.exec(rest.slice(start + 1, -1));
    if (mark === null) break;
    marks[mark[1] as keyof typeof marks] = readText(mark[2] ?? "");
    rest = rest.slice(0, start).trim();
  }
  return { to: rest === END ? null : rest, ...marks };
}

const MARK = /^(label|branch|into):(.*)$/s;
