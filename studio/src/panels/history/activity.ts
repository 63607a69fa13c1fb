import type { Role } from "#schemas/protocol/document.ts";

/** What `GET …/activity` tells of each kind of happening, beside when and by whom. */
interface Happenings {
  /** A sitting: what one author did without a longer pause. */
  readonly edited: {
    readonly from: string;
    readonly to: string;
    readonly first_version: number;
    readonly last_version: number;
    readonly patches: number;
  };
  readonly version_named: {
    readonly version: number;
    readonly label: string;
    readonly before: string | null;
  };
  readonly version_unnamed: { readonly version: number; readonly label: string };
  readonly approved: { readonly version: number };
  readonly draft_again: { readonly version: number };
  readonly restored: { readonly version: number; readonly restored_version: number };
  readonly reverted: {
    readonly version: number;
    readonly agent: string;
    readonly since: number;
    readonly undone: number;
    readonly skipped: number;
  };
  readonly member_added: { readonly agent: string; readonly role: Role };
  readonly role_changed: { readonly agent: string; readonly role: Role; readonly before: Role };
  readonly member_removed: { readonly agent: string; readonly before: Role };
  readonly invite_made: { readonly role: Role };
  readonly invite_revoked: { readonly guests: readonly string[] };
  readonly invite_accepted: { readonly agent: string; readonly role: Role };
}

/** The kinds of things that happen to a SOP. */
export type ActivityType = keyof Happenings;

/** One kind of entry. */
export type ActivityOf<T extends ActivityType> = Happenings[T] & {
  readonly type: T;
  readonly at: string;
  readonly by: string;
};

/** An entry of the activity, the newest first. */
export type ActivityEntry = { readonly [T in ActivityType]: ActivityOf<T> }[ActivityType];

/** An entry's key in a list. */
export function entryKey(entry: ActivityEntry): string {
  // A sitting that goes on keeps its place: its first version stays.
  if (entry.type === "edited") return `edited ${entry.by} ${entry.first_version}`;
  const about = "version" in entry ? entry.version : "agent" in entry ? entry.agent : "";
  return `${entry.type} ${entry.at} ${entry.by} ${about}`;
}

/** The version that an entry leads to, or null. */
export function entryVersion(entry: ActivityEntry): number | null {
  if (entry.type === "edited") return entry.last_version;
  return "version" in entry ? entry.version : null;
}

/** U59: the first version whose edit is still told of; null: none was, or all are. `entries`: to the very end. */
export function firstKept(entries: readonly ActivityEntry[]): number | null {
  const versions = entries.flatMap((entry) => {
    if (entry.type === "edited") return [entry.first_version];
    return entry.type === "restored" || entry.type === "reverted" ? [entry.version] : [];
  });
  const first = Math.min(...versions);
  return Number.isFinite(first) && first > 1 ? first : null;
}
