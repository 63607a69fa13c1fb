import type { Peer } from "#schemas/protocol/server-message.ts";
import type { Person } from "./people.ts";

/** How lively somebody is, in a word. */
export const STATUS_WORDS: Readonly<Record<Peer["status"], string>> = {
  active: "active",
  idle: "idle",
  away: "away",
};

/** Somebody in a phrase: "Ana (ana-x1), active in 2 tabs". */
export function personWords(person: Person): string {
  return `${person.isMe ? "You, " : ""}${fullName(person)}, ${stateWords(person)}`;
}

/** What somebody is, and how lively: "an agent, idle". */
export function stateWords({ status, tabs, isAgent }: Person): string {
  const inTabs = tabs.length > 1 ? ` in ${tabs.length} tabs` : "";
  return `${isAgent ? "an agent, " : ""}${STATUS_WORDS[status]}${inTabs}`;
}

/** The name, with the agent id where that says more. */
export function fullName({ name, agent }: Pick<Person, "name" | "agent">): string {
  return name === agent ? name : `${name} (${agent})`;
}
