import { readBullet, readNumber } from "../canvas/outline/lines.ts";

/** U73: the lines of a pasted text, without bullets and numbers; null: it is one line, and no list. */
export function pastedLines(text: string): readonly string[] | null {
  const lines = text.split(/[\n\r\u2028\u2029]+/).flatMap((line) => {
    const bare = line.trim();
    const rest = (readBullet(bare) ?? readNumber(bare)?.rest ?? bare).trim();
    return rest === "" ? [] : [rest];
  });
  return lines.length > 1 ? lines : null;
}
