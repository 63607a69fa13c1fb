import { SopId } from "#schemas/ids.ts";

/**
 * A path as it may be logged: the words of routes and the ids of SOPs; anything else could be a secret that somebody put
 * there, or a token that belongs there. Queries are never logged.
 */
export function loggedPath(url: string): string {
  const parts = new URL(url).pathname.split("/").slice(0, MOST_PARTS);
  return parts.map((part, i) => (isWord(part, parts[i - 1]) || isSopId(part) ? part : "…")).join("/");
}

/** No secret is as short as the longest word of a route and without digits and capitals; after `invites` all are. */
function isWord(part: string, before: string | undefined): boolean {
  return part === "" || (WORD.test(part) && before !== "invites");
}

const WORD = /^(v\d|[a-z]{1,9}(-[a-z]{1,7})?)$/;
const MOST_PARTS = 8;

function isSopId(part: string): boolean {
  try {
    return SopId.safeParse(decodeURIComponent(part)).success;
  } catch {
    return false;
  }
}
