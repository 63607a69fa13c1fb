/**
 * A text with everything blotted out that looks like a credential: keys, JSON web tokens, what follows `Bearer`, values of
 * telling names in URLs, and any long random word, as tickets and invites are. Ids (UUIDs, agents' names) stay.
 */
export function withoutSecrets(text: string): string {
  // Most lines hold none: one look tells.
  if (!SUSPECT.test(text)) return text;
  return PATTERNS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
}

const SUSPECT = /kp_|eyJ|bearer|ticket=|token=|key=|[A-Za-z0-9_-]{32}/i;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\bkp_[A-Za-z0-9_-]{9,}/g, "kp_[hidden]"],
  [/\beyJ[A-Za-z0-9_-]{5,}(\.[A-Za-z0-9_-]*){0,4}/g, "[hidden]"],
  [/\b([Bb]earer|Token) +[A-Za-z0-9._~+/=-]{8,}/g, "$1 [hidden]"],
  [/\b(ticket|token|key|access_token|api_key)=[^&\s"\\]+/gi, "$1=[hidden]"],
  // 32 base64url characters and more are no word; a UUID, alone or after `http.`, is an id and hides nothing.
  [
    /(?<![A-Za-z0-9_-])(?![0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![A-Za-z0-9_-]))(?=[A-Za-z0-9_-]*[0-9A-Z])[A-Za-z0-9_-]{32,}/g,
    "[hidden]",
  ],
];
