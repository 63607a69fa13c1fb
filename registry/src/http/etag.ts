/** The ETag of a SOP: quoted `<version>-<head>`, the same in every answer that shows this version. */
export function etagOf(sop: { readonly version: number; readonly head: string }): string {
  return `"${sop.version}-${sop.head}"`;
}

/** True when `If-None-Match` names this ETag (weakly compared, RFC 9110 13.1.2) or is "*". */
export function isNoneMatch(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return listTags(header).some((tag) => tag === "*" || tag.replace(/^W\//, "") === etag);
}

/**
 * What `If-Match` asks of the room, as `<version>-<head>` without quotes: the current one where the header names it,
 * else one that cannot be current. Undefined: nothing is asked (no header, or "*": the SOP exists). Strong comparison.
 */
export function toIfMatch(header: string | undefined, current: string): string | undefined {
  if (header === undefined) return undefined;
  const tags = listTags(header);
  if (tags.includes("*")) return undefined;
  return unquote(tags.includes(current) ? current : (tags[0] ?? ""));
}

function listTags(header: string): string[] {
  return header.match(/\*|(?:W\/)?"[^"]*"/g) ?? [];
}

function unquote(tag: string): string {
  return tag.startsWith('"') ? tag.slice(1, -1) : tag;
}
