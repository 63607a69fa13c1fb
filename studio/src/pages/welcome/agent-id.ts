/**
 * The agent id that a name suggests: small letters, digits and dashes, of at least three characters. Letters with marks
 * lose them; a name of which nothing is left, as of one in another script, becomes "user".
 */
export function agentIdFrom(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, MOST_CHARS)
    .replace(/-+$/, "");
  if (plain === "") return "user";
  return plain.length < 3 ? `user-${plain}` : plain;
}

/** The id to try after `tries` were taken: as it is, then with a suffix, at last one that nobody guesses. */
export function nextAgentId(wanted: string, tries: number, random: () => string): string {
  if (tries === 0) return wanted;
  return tries < 5 ? `${wanted}-${tries + 1}` : `${wanted}-${random()}`;
}

/** An id has 64 characters; the rest is for a suffix. */
const MOST_CHARS = 48;
