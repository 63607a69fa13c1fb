import { type Caller, hashKey } from "./keys.ts";
import { randomText } from "./new-key.ts";

/** One-time tickets for sockets: a browser cannot set headers, and a key has no place in a URL. */
export interface Tickets {
  /** A ticket of this caller for one SOP. `now` in ms. */
  issue(caller: Caller, sop: string, now: number): { readonly ticket: string; readonly expires_at: number };
  /** Who came with this ticket, which is used up by it; null: unknown, used, too old, or for another SOP. */
  redeem(ticket: string, sop: string, now: number): Caller | null;
  /** The tickets of these keys (by hash) end. */
  endKeys(hashes: readonly string[]): void;
}

const TICKET_MS = 30_000;

/** Tabs that one agent can be opening at the same moment; past that its oldest ticket goes. */
const PER_AGENT = 50;

/** About 10 MB; past it the oldest of all goes. */
const IN_ALL = 20_000;

interface Issued {
  readonly caller: Caller;
  readonly sop: string;
  readonly until: number;
}

/** Makes an empty set of tickets. They live in memory: a restart ends them, as it ends the page's socket. */
export function createTickets(): Tickets {
  /** By the ticket's hash, oldest first. */
  const issued = new Map<string, Issued>();
  const byAgent = new Map<string, Set<string>>();

  function drop(hash: string): Issued | undefined {
    const entry = issued.get(hash);
    if (entry === undefined) return undefined;
    issued.delete(hash);
    const { agent_id } = entry.caller.agent;
    const theirs = byAgent.get(agent_id);
    if (theirs?.delete(hash) === true && theirs.size === 0) byAgent.delete(agent_id);
    return entry;
  }

  function dropOld(now: number): void {
    for (const [hash, { until }] of issued) {
      if (until > now && issued.size < IN_ALL) return;
      drop(hash);
    }
  }

  return {
    issue(caller, sop, now) {
      dropOld(now);
      const { agent_id } = caller.agent;
      const theirs = byAgent.get(agent_id) ?? new Set();
      const [oldest] = theirs;
      if (theirs.size >= PER_AGENT && oldest !== undefined) drop(oldest);
      const ticket = randomText();
      const hash = hashKey(ticket);
      const expires_at = Math.min(now + TICKET_MS, caller.key.expires_at ?? Infinity);
      issued.set(hash, { caller, sop, until: expires_at });
      byAgent.set(agent_id, theirs.add(hash));
      return { ticket, expires_at };
    },
    redeem(ticket, sop, now) {
      const entry = drop(hashKey(ticket));
      return entry !== undefined && entry.sop === sop && now < entry.until ? entry.caller : null;
    },
    endKeys(hashes) {
      const ended = new Set(hashes);
      for (const [hash, { caller }] of issued) if (ended.has(caller.key.hash)) drop(hash);
    },
  };
}
