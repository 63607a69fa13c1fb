import { escapePathComponent, unescapePathComponent } from "fast-json-patch";

/** The tokens of an RFC 6901 pointer, or null where it is not one. */
export function parsePointer(text: string): string[] | null {
  if (text === "") return [];
  if (text.charCodeAt(0) !== SLASH) return null;
  const tokens = text.slice(1).split("/");
  if (!text.includes("~")) return tokens;
  if (/~(?![01])/.test(text)) return null;
  return tokens.map(unescapePathComponent);
}

/** The pointer of some tokens. */
export function formatPointer(tokens: readonly (string | number)[]): string {
  let text = "";
  for (const token of tokens) text += `/${escapePathComponent(String(token))}`;
  return text;
}

/** An array index as RFC 6901 writes it ("0", "17", not "01"), or null. Larger than any array: still an index. */
export function parseIndex(token: string): number | null {
  return /^(0|[1-9][0-9]{0,15})$/.test(token) ? Number(token) : null;
}

const SLASH = 47;
