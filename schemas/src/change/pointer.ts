/** The tokens of an RFC 6901 pointer, or null where it is not one. */
export function parsePointer(text: string): string[] | null {
  if (text === "") return [];
  if (text.charCodeAt(0) !== SLASH) return null;
  const tokens = text.slice(1).split("/");
  if (!text.includes("~")) return tokens;
  if (/~(?![01])/.test(text)) return null;
  return tokens.map(unescapeToken);
}

/** The pointer of some tokens. */
export function formatPointer(tokens: readonly (string | number)[]): string {
  let text = "";
  for (const token of tokens) text += `/${escapeToken(String(token))}`;
  return text;
}

/** An array index as RFC 6901 writes it ("0", "17", not "01"), or null. Larger than any array: still an index. */
export function parseIndex(token: string): number | null {
  return /^(0|[1-9][0-9]{0,15})$/.test(token) ? Number(token) : null;
}

const SLASH = 47;

// Two lines here: the library that has them cannot be taken apart, and every page would carry the whole of it.

function escapeToken(token: string): string {
  return token.includes("~") || token.includes("/")
    ? token.replaceAll("~", "~0").replaceAll("/", "~1")
    : token;
}

function unescapeToken(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}
