import type { Role, Visibility } from "#schemas/protocol/document.ts";
import type { Invite } from "#schemas/protocol/sharing.ts";
import { ApiError } from "../../app/api.ts";

/** What each role is called, and what it can do. */
export const ROLES: Readonly<Record<Role, { readonly name: string; readonly can: string }>> = {
  viewer: { name: "Viewer", can: "See everything, follow others, export, look into the history." },
  editor: {
    name: "Editor",
    can: "All that, and change everything on the canvas, name and restore versions.",
  },
  owner: { name: "Owner", can: "All that, and share, change roles, approve, and delete the SOP." },
};

/** From the least to the most. */
export const ROLE_ORDER: readonly Role[] = ["viewer", "editor", "owner"];

/** Who can join by a link, for each visibility. Nobody sees a SOP before they have joined. */
export const VISIBILITIES: Readonly<Record<Visibility, { readonly name: string; readonly means: string }>> = {
  private: {
    name: "Only people I name",
    means: "A link works for the ids that it names, and for nobody else.",
  },
  org: { name: "My organisation", means: "A link works for everybody of this organisation who has it." },
  network: { name: "Anyone", means: "A link works for everybody who has it, guests without an account too." },
};

/** From the closest to the widest. */
export const VISIBILITY_ORDER: readonly Visibility[] = ["private", "org", "network"];

/** What to tell of a call about sharing that was refused. */
export function explainSharing(error: unknown): string {
  if (!(error instanceof ApiError)) return "Something went wrong. Try again.";
  switch (error.code) {
    case "unknown_agent":
      return "Nobody has this id. People get one when they choose a name here; they find it in their account menu.";
    case "last_owner":
      return "There has to be an owner. Make somebody else owner first.";
    case "forbidden":
      return "Only owners can do this, and you are none any more.";
    default:
      return error.message;
  }
}

/** Until when and how often a link works, and for whom. `now` in ms. */
export function describeLink({ expires_at, max_uses, uses, agents }: Invite, now: number): string {
  const used = max_uses === undefined ? describeUses(uses) : `used ${uses} of ${times(max_uses)}`;
  const end = expires_at === undefined ? "does not expire" : describeEnd(Date.parse(expires_at) - now);
  const names = agents === undefined ? [] : [`for ${agents.join(", ")}`];
  return [used, end, ...names].join(" · ");
}

/** Whether a link still lets anybody in. */
export function isLinkOver({ expires_at, max_uses, uses }: Invite, now: number): boolean {
  return (
    (expires_at !== undefined && Date.parse(expires_at) <= now) ||
    (max_uses !== undefined && uses >= max_uses)
  );
}

function describeEnd(ms: number): string {
  if (ms <= 0) return "expired";
  const hours = Math.ceil(ms / 3_600_000);
  if (hours === 1) return "expires within the hour";
  return hours < 48 ? `expires in ${hours} hours` : `expires in ${Math.round(hours / 24)} days`;
}

function describeUses(uses: number): string {
  return uses === 0 ? "not used yet" : `used ${times(uses)}`;
}

function times(count: number): string {
  return count === 1 ? "1 time" : `${count} times`;
}
