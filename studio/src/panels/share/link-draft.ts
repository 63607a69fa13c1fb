import type { Role, Visibility } from "#schemas/protocol/document.ts";
import type { InviteBody } from "#schemas/protocol/sharing.ts";

/** A link as it is being made: what its fields hold. */
export interface LinkDraft {
  readonly role: Role;
  /** Seconds; "": it does not expire. */
  readonly expiresIn: string;
  /** "": any number of times. */
  readonly uses: string;
  /** Ids, separated by commas or spaces. */
  readonly names: string;
}

/** A link for a week, for as many as come. */
export const NEW_LINK: LinkDraft = { role: "editor", expiresIn: "604800", uses: "", names: "" };

/** Whether a link has to name who may use it. */
export function mustName({ role }: Pick<LinkDraft, "role">, visibility: Visibility): boolean {
  return visibility === "private" || role === "owner";
}

/** What to ask the registry for; a text: why it cannot be asked for yet. */
export function toInviteBody(draft: LinkDraft, visibility: Visibility): InviteBody | string {
  const agents = [...new Set(draft.names.split(/[\s,;]+/).filter((name) => name !== ""))];
  if (agents.length === 0 && mustName(draft, visibility))
    return "Name at least one id that may use the link.";
  if (agents.length > 100) return "A link can name at most 100 ids.";
  // A link that makes an owner is good for one use, whatever the field said before.
  const uses = draft.role === "owner" ? "1" : draft.uses;
  return {
    role: draft.role,
    ...(draft.expiresIn !== "" && { expires_in: Number(draft.expiresIn) }),
    ...(uses !== "" && { max_uses: Number(uses) }),
    ...(agents.length > 0 && { agents }),
  };
}
