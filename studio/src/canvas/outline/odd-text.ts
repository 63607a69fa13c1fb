/**
 * A text that would be read as something else: a backslash and a JSON string, with everything escaped that a line is cut
 * at. Nobody writes that; it is there so that what is copied out comes in again as it was.
 */
export function oddText(text: string): string {
  return `\\${JSON.stringify(text).replaceAll(CUTS, escape)}`;
}

/** A value as JSON on one line, whatever counts as the end of one. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[\u0085\u2028\u2029]/g, escape);
}

/** The value of a part of a line: an odd text as it was meant, any other trimmed. */
export function readText(part: string): string {
  const text = part.trim();
  if (!text.startsWith('\\"')) return text;
  try {
    const value: unknown = JSON.parse(text.slice(1));
    return typeof value === "string" ? value : text;
  } catch {
    return text;
  }
}

/** Line ends, and what stands between the parts of a line. */
const CUTS = /[:：()[\]>→⇒\u0085\u2028\u2029]/g;

function escape(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
