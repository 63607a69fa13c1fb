import type { Peer } from "#schemas/protocol/server-message.ts";
import { isAgent } from "./tell-agents.ts";

/** Somebody who is here, in however many tabs. */
export interface Person {
  readonly agent: string;
  readonly name: string;
  readonly color: string;
  readonly isMe: boolean;
  /** A program: none of its connections is a studio's tab. */
  readonly isAgent: boolean;
  /** The liveliest of the tabs'. */
  readonly status: Peer["status"];
  /** What is selected in any tab, in order. */
  readonly selection: readonly string[];
  /** The names of the peers, the liveliest first. */
  readonly tabs: readonly string[];
}

const LIVELINESS: Readonly<Record<Peer["status"], number>> = { active: 0, idle: 1, away: 2 };

/** Everybody once: I, people, agents, each in the order in which they came, so that nobody changes place while one looks. */
export function peopleOf(peers: Iterable<Peer>, me: string | null): readonly Person[] {
  const byAgent = Map.groupBy(
    [...peers].toSorted((a, b) => a.connected_at - b.connected_at),
    ({ agent }) => agent,
  );
  const people = [...byAgent.values()].flatMap((tabs) => toPerson(tabs, me) ?? []);
  return people.toSorted((a, b) => rank(a) - rank(b));
}

function rank({ isMe, isAgent }: Person): number {
  if (isMe) return 0;
  return isAgent ? 2 : 1;
}

function toPerson(peers: readonly Peer[], me: string | null): Person | null {
  const tabs = peers.toSorted((a, b) => LIVELINESS[a.status] - LIVELINESS[b.status]);
  const [first] = tabs;
  if (first === undefined) return null;
  return {
    agent: first.agent,
    name: first.name,
    color: first.color,
    isMe: tabs.some(({ peer }) => peer === me),
    isAgent: tabs.every(isAgent),
    status: first.status,
    selection: [...new Set(tabs.flatMap(({ selection = [] }) => selection))],
    tabs: tabs.map(({ peer }) => peer),
  };
}
