import type { Role } from "#schemas/protocol/document.ts";
import type { ActivityEntry, ActivityOf, ActivityType } from "./activity.ts";

/** What to call an agent inside a sentence. */
export type NameOf = (agent: string) => string;

type Words = { readonly [T in ActivityType]: (entry: ActivityOf<T>, nameOf: NameOf) => string };

const WORDS: Words = {
  edited: ({ patches, first_version, last_version }) =>
    `made ${count(patches, "change")} · ${versionsWords(first_version, last_version)}`,
  version_named: ({ version, label, before }) =>
    before === null
      ? `named version ${version} “${label}”`
      : `renamed version ${version} from “${before}” to “${label}”`,
  version_unnamed: ({ version, label }) => `took the name “${label}” from version ${version}`,
  approved: ({ version }) => `approved version ${version}`,
  draft_again: ({ version }) => `edited it after the approval: a draft again from version ${version} on`,
  restored: ({ version, restored_version }) => `restored version ${restored_version}, as version ${version}`,
  reverted: ({ version, by, agent, since, undone, skipped }, nameOf) => {
    const whose = agent === by ? "their own" : nameOf(agent);
    const from = since === 0 ? "from the beginning on" : `since version ${since}`;
    const left = skipped === 0 ? "" : `; ${count(skipped, "place")} left alone`;
    return `undid ${count(undone, "version")} of ${whose} ${from}, as version ${version}${left}`;
  },
  member_added: ({ agent, role }, nameOf) => `added ${nameOf(agent)} as ${roleWords(role)}`,
  role_changed: ({ agent, role, before }, nameOf) =>
    `made ${nameOf(agent)} ${roleWords(role)}, before ${roleWords(before)}`,
  member_removed: ({ agent, by }, nameOf) => (agent === by ? "left" : `removed ${nameOf(agent)}`),
  invite_made: ({ role }) => `made an invite link for ${role}s`,
  invite_revoked: ({ guests }) =>
    guests.length === 0
      ? "revoked an invite link"
      : `revoked an invite link, and the access of ${count(guests.length, "guest")}`,
  invite_accepted: ({ role }) => `joined by an invite link as ${roleWords(role)}`,
};

/** U50: what somebody did, to follow their name. */
export function activityWords(entry: ActivityEntry, nameOf: NameOf): string {
  const write = WORDS[entry.type] as ((entry: ActivityEntry, nameOf: NameOf) => string) | undefined;
  // A newer registry may tell of what this page has no words for.
  return write?.(entry, nameOf) ?? "did something that this page does not know yet";
}

/** "version 4", "versions 4 to 9". */
function versionsWords(first: number, last: number): string {
  return first === last ? `version ${last}` : `versions ${first} to ${last}`;
}

/** "1 change", "2 changes". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function roleWords(role: Role): string {
  return `${role === "viewer" ? "a" : "an"} ${role}`;
}
