import { CALLS, type CallName, type Need, type Scope } from "./calls.ts";
import type { Role, Visibility } from "./protocol/document.ts";

/** Who asks, as far as it matters for what they may do. */
export interface Asker {
  /** The scopes of the key; null: no valid key. */
  readonly scopes: readonly Scope[] | null;
  /** The key is a guest's: good for one SOP alone. */
  readonly isGuest?: boolean;
  /** The call comes from the registry's own machine. */
  readonly isLocal?: boolean;
  /** Their role on the SOP that the call is about; null: none, or there is no such SOP. */
  readonly role: Role | null;
  /** That SOP was deleted and can still be brought back. */
  readonly isDeleted?: boolean;
  /** The link that the call is about, where it is about one. */
  readonly link?: Link;
}

/** An invite link as its holder stands to it. */
export interface Link {
  readonly role: Role;
  /** Of the SOP it leads to. */
  readonly visibility: Visibility;
  /** Whether it names agents, and the asker among them. */
  readonly names: "nobody" | "asker" | "others";
  /** The asker is an agent of the SOP's organisation. */
  readonly isSameOrg: boolean;
}

/** Why a key is not enough, whatever the call is about. */
export type KeyRefusal =
  | "unauthenticated"
  /** The key lacks the scope. */
  | "no_scope"
  /** Guests have their SOP and nothing else. */
  | "no_guests";

/** Why a call is not allowed. `not_found`: to the asker there is no such SOP. */
export type AccessRefusal =
  | KeyRefusal
  | "not_found"
  /** The SOP was deleted. */
  | "gone"
  /** The role is too weak. */
  | "weak_role"
  /** The link is for others. */
  | "not_invited";

/**
 * Who may do what: the lesser of scope and role, by one table of all calls. The scope comes first, since a key alone
 * tells nothing about any SOP; a role that is missing is never told from a SOP that is missing.
 */
export function decide(call: CallName, asker: Asker): "allowed" | AccessRefusal {
  const need: Need = CALLS[call];
  if (need.by === "link") return checkLink(asker);
  const byKey = decideByKey(call, asker);
  return need.by === "role" && byKey === "allowed" ? checkRole(asker, need) : byKey;
}

/** The part of the decision that no SOP has a say in: what is refused here is refused before any is looked up. */
export function decideByKey(
  call: CallName,
  asker: Pick<Asker, "scopes" | "isGuest" | "isLocal">,
): "allowed" | KeyRefusal {
  const need: Need = CALLS[call];
  switch (need.by) {
    case "anyone":
    case "link":
      return "allowed";
    case "operator":
      return asker.isLocal === true ? "allowed" : checkKey(asker, "admin", false);
    case "key":
      return checkKey(asker, need.scope, need.guests);
    case "role": {
      const byScope = need.orScope === undefined ? "no_scope" : checkKey(asker, need.orScope, true);
      return byScope === "allowed" ? byScope : checkKey(asker, need.scope, true);
    }
  }
}

/** True when `role` may do what `needed` may. */
function isAtLeast(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed];
}

type RoleNeed = Extract<Need, { by: "role" }>;

const RANK: Readonly<Record<Role, number>> = { viewer: 0, editor: 1, owner: 2 };

function checkKey(
  { scopes, isGuest = false }: Pick<Asker, "scopes" | "isGuest">,
  scope: Scope | "any",
  guests: boolean,
): "allowed" | KeyRefusal {
  if (scopes === null) return "unauthenticated";
  if (isGuest && !guests) return "no_guests";
  return scope === "any" || scopes.includes(scope) ? "allowed" : "no_scope";
}

function checkRole({ role, scopes, isDeleted = false }: Asker, need: RoleNeed): "allowed" | AccessRefusal {
  if (role === null) return "not_found";
  if (isDeleted && need.onDeleted !== true) return "gone";
  if (need.orScope !== undefined && scopes?.includes(need.orScope) === true) return "allowed";
  return isAtLeast(role, need.role) ? "allowed" : "weak_role";
}

/**
 * Named agents alone where a link names any, whatever the visibility. Else on `org` the agents of the organisation,
 * on `network` everybody; whoever has no account becomes a guest there, which an owner cannot be. A link without names
 * to a SOP that was made private meanwhile is for nobody.
 */
function checkLink({ scopes, isGuest = false, role, link }: Asker): "allowed" | AccessRefusal {
  if (link === undefined) return "not_found";
  const isOpen = link.names === "nobody" && link.visibility === "network" && link.role !== "owner";
  if (isOpen && scopes === null) return "allowed";
  const byKey = checkKey({ scopes }, "read", true);
  if (byKey !== "allowed") return byKey;
  // A guest here may take the link of its own SOP: it has a role there, and nowhere else.
  if (isGuest) return isOpen && role !== null ? "allowed" : "no_guests";
  if (link.names !== "nobody") return link.names === "asker" ? "allowed" : "not_invited";
  return isOpen || (link.visibility === "org" && link.isSameOrg) ? "allowed" : "not_invited";
}
