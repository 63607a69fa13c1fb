import { CLOSE, type CloseCode } from "#schemas/protocol/close-codes.ts";
import type { Renewal } from "./holder.ts";
import type { Caller } from "./keys.ts";

/** A connection that outlasts its first request: a socket or an SSE stream. */
export interface Session {
  /** The SOP it is about; null: a stream about all of its agent's. */
  readonly sop: string | null;
  /** The peer it is; null: it is none. */
  readonly peer: string | null;
  /** By which key or token it is open now. The agent never changes; key or token may. */
  readonly caller: Caller;
  /**
   * Takes a fresh key or token of the same agent: its scopes and its end count from now on. Rejects when the storage does.
   */
  renew(raw: string): Promise<Renewal>;
  /** Ends it; it takes itself out of the sessions. */
  close(code: CloseCode, reason: string): void;
}

/** Every open connection here, found by what may end or change it. Lists are copies: closing while walking is fine. */
export interface Sessions<S extends Session = Session> {
  /** Adds one; the returned function takes it out again. Null: its key was revoked since it was let in. */
  open(session: S): (() => void) | null;
  /** An agent's, on one SOP or anywhere. */
  ofAgent(agent: string, sop?: string): S[];
  /** Closes with 4401 what these keys keep open. */
  endKeys(hashes: readonly string[], why: string): void;
  /** Closes with 4401 what is kept open by a key or token that has ended by `now` (ms). */
  endExpired(now: number): void;
}

/** Makes an empty set of sessions. */
export function createSessions<S extends Session = Session>(): Sessions<S> {
  const byAgent = new Map<string, Set<S>>();

  /** Keys end seldom, so they are looked for rather than kept in a third map that a fresh token would have to change. */
  const all = () => [...byAgent.values()].flatMap((set) => [...set]);
  const end = (session: S, why: string) => session.close(CLOSE.unauthenticated, why);

  const ended = new Set<string>();

  return {
    open(session) {
      const { agent, key } = session.caller;
      const { agent_id } = agent;
      if (ended.has(key.hash)) return null;
      put(byAgent, agent_id, session);
      return () => take(byAgent, agent_id, session);
    },
    ofAgent(agent, sop) {
      const theirs = [...(byAgent.get(agent) ?? [])];
      return sop === undefined ? theirs : theirs.filter((session) => session.sop === sop);
    },
    endKeys(hashes, why) {
      if (hashes.length === 0) return;
      for (const hash of hashes) ended.add(hash);
      for (const session of all()) if (ended.has(session.caller.key.hash)) end(session, why);
      for (const hash of ended) {
        if (ended.size <= REMEMBERED) break;
        ended.delete(hash);
      }
    },
    endExpired(now) {
      for (const session of all()) {
        const { expires_at } = session.caller.key;
        if (expires_at !== null && expires_at <= now) end(session, "the key or token has ended");
      }
    },
  };
}

/** A request takes a moment from its key to its connection; so many revocations do not come in it. */
const REMEMBERED = 5_000;

function put<K, S>(map: Map<K, Set<S>>, key: K, session: S): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([session]));
  else set.add(session);
}

function take<K, S>(map: Map<K, Set<S>>, key: K, session: S): void {
  const set = map.get(key);
  if (set?.delete(session) && set.size === 0) map.delete(key);
}
