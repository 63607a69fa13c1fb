import type { Role, Visibility } from "#schemas/protocol/document.ts";
import type { AgentRecord, KeyRecord } from "./agents.ts";
import type { HistoryEvent } from "./history.ts";
import type { SopRecord } from "./storage.ts";

/** Who changes something, and when (ms): it goes into the SOP's activity, in the transaction of the change. */
export interface Act {
  readonly by: string;
  readonly at: number;
}

// ── Members ────────────────────────────────────────────────────────────────────────────────────

/** Someone with a role on a SOP. */
export interface MemberRecord {
  readonly agent_id: string;
  /** The agent's display name. */
  readonly name: string;
  readonly role: Role;
  /** Since when, ms. */
  readonly since: number;
  /** A guest: came by a link, with a key for this SOP alone. */
  readonly guest: boolean;
}

/**
 * Roles on SOPs. A SOP's creator becomes its owner as the SOP is made. Each change is judged and made in one
 * transaction, so that two owners who leave at the same moment cannot leave it without one.
 */
export interface MemberStore {
  /** Deleted SOPs too; null: none, or no such SOP. */
  roleOf(sop: string, agent: string): Promise<Role | null>;
  /** The longest here first. */
  list(sop: string): Promise<MemberRecord[]>;
  /**
   * Gives a role. `before`: what it was; null: a new member. "no_agent": nobody of that name, or a guest of another
   * SOP; "guest": a guest cannot own; "last_owner": the only owner cannot be demoted.
   */
  set(
    sop: string,
    agent: string,
    role: Role,
    act: Act,
  ): Promise<{ before: Role | null } | "no_sop" | "no_agent" | "guest" | "last_owner">;
  /** Takes the role away; a guest's keys end with it: `keys` are their hashes. */
  remove(
    sop: string,
    agent: string,
    act: Act,
  ): Promise<{ before: Role; keys: string[] } | "no_member" | "last_owner">;
}

// ── Invites ────────────────────────────────────────────────────────────────────────────────────

/** A link that gives a role. */
export interface InviteRecord {
  readonly id: string;
  /** Id of the SOP. */
  readonly sop: string;
  /** SHA-256 of the token, hex: the token itself is never kept. */
  readonly hash: string;
  readonly role: Role;
  readonly created_by: string;
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly max_uses: number | null;
  /** Who may accept; null: whoever the visibility allows. */
  readonly agents: readonly string[] | null;
  readonly uses: number;
  readonly revoked_at: number | null;
}

/** Who accepts an invite: an agent that exists, or a guest who is made by accepting, with a key. */
export type Accepting =
  | { readonly kind: "agent"; readonly agent: string }
  | { readonly kind: "guest"; readonly agent: AgentRecord; readonly key: KeyRecord };

/** Links that give roles. */
export interface InviteStore {
  /** Keeps a new invite; "no_sop": the SOP is gone or deleted. */
  create(invite: InviteRecord): Promise<"ok" | "no_sop">;
  /** Those that are not revoked, newest first; used up and expired ones too. */
  list(sop: string): Promise<InviteRecord[]>;
  /** The invite behind a token's hash, in whatever state, with its SOP and the display name of who made it. */
  find(hash: string): Promise<{ invite: InviteRecord; sop: SopRecord; invited_by: string } | null>;
  /**
   * Accepts, in one transaction. Who may is the caller's to judge, on the invite (which never changes) and the
   * SOP's visibility: `judged` says with which; "changed" where it is another by now. "gone": unknown, revoked,
   * expired, used up, or the SOP is deleted. A member who has that role or more already, or who came by this invite,
   * takes no use and keeps the role.
   */
  accept(
    hash: string,
    who: Accepting,
    judged: Visibility,
    now: number,
  ): Promise<{ sop: string; role: Role; before: Role | null } | "gone" | "changed">;
  /**
   * Revokes; null where the SOP has no such invite that is not revoked yet. Guests who came by it lose role and keys
   * (`keys`: hashes) in the same transaction; members stay.
   */
  revoke(sop: string, id: string, act: Act): Promise<{ guests: string[]; keys: string[] } | null>;
}

// ── Activity ───────────────────────────────────────────────────────────────────────────────────

/** What happened to a SOP's members and links. */
type SharingEvent =
  | { readonly kind: "member_added"; readonly agent: string; readonly role: Role }
  | { readonly kind: "role_changed"; readonly agent: string; readonly role: Role; readonly before: Role }
  /** `by` is the agent itself where it left. */
  | { readonly kind: "member_removed"; readonly agent: string; readonly before: Role }
  | { readonly kind: "invite_made"; readonly invite: string; readonly role: Role }
  | { readonly kind: "invite_revoked"; readonly invite: string; readonly guests: readonly string[] }
  | {
      readonly kind: "invite_accepted";
      readonly invite: string;
      readonly agent: string;
      readonly role: Role;
      readonly before: Role | null;
    };

/** What happened to a SOP beside its patches. */
export type SopEvent = SharingEvent | HistoryEvent;

/** One thing that happened to a SOP. */
export type ActivityItem =
  | { readonly kind: "patch"; readonly at: number; readonly version: number; readonly peer: string }
  | {
      readonly kind: "event";
      readonly at: number;
      /** Grows with every event. */
      readonly seq: number;
      readonly by: string;
      readonly event: SopEvent;
    };

/** What happened, newest first. */
export interface ActivityStore {
  /**
   * Patches below a version and events below a `seq` (absent: from the newest), merged by time, at most `limit` together. The
   * next page is below the lowest of each that was given so far.
   */
  page(
    sop: string,
    from: { readonly versionBelow?: number; readonly seqBelow?: number; readonly limit: number },
  ): Promise<ActivityItem[]>;
}
