import { CLOSE, type CloseCode } from "#schemas/protocol/close-codes.ts";
import type { Access } from "./access.ts";
import type { Caller } from "./keys.ts";
import type { Session } from "./sessions.ts";
import { IssuerFault } from "./tokens.ts";

/** How a fresh key or token was taken. */
export type Renewal = "renewed" | "refused" | "too_many" | "no_issuer";

/** What to tell whoever brought one that was not taken. */
export const RENEWAL_FAULTS: Readonly<Record<Exclude<Renewal, "renewed">, string>> = {
  refused: "auth: not a valid key or token of this agent",
  too_many: "auth: too many at once",
  no_issuer: "auth: the identity provider cannot be asked at the moment, try again",
};

/** A signature costs a tenth of a millisecond to verify, and an honest client brings one token an hour. */
const MOST_WAITING = 8;

/** An honest client errs once; whoever goes on guesses, and has to come in by the door, where guesses are counted. */
const MOST_REFUSED = 5;

/** What a holder is made from. */
export interface HolderParts {
  readonly sop: string | null;
  readonly peer: string | null;
  readonly caller: Caller;
  readonly access: Pick<Access, "identify" | "sessions">;
  /** Closes the connection. */
  readonly close: (code: CloseCode, reason: string) => void;
}

/** By what a connection is open: who came in, with the newest key or token that they brought since. */
export class Holder implements Session {
  readonly sop: string | null;
  readonly peer: string | null;
  readonly close: Session["close"];
  readonly #access: HolderParts["access"];
  #caller: Caller;
  #waiting = 0;
  #refused = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #release: (() => void) | null = null;

  constructor({ sop, peer, caller, access, close }: HolderParts) {
    this.sop = sop;
    this.peer = peer;
    this.close = close;
    this.#caller = caller;
    this.#access = access;
  }

  get caller(): Caller {
    return this.#caller;
  }

  /** The connection is there: from now on it ends with its key. False: the key has ended since it was let in. */
  open(): boolean {
    this.#release = this.#access.sessions.open(this);
    return this.#release !== null;
  }

  /** The connection is gone. Harmless when it was never there. */
  release(): void {
    this.#release?.();
  }

  renew(raw: string): Promise<Renewal> {
    if (this.#waiting >= MOST_WAITING) return Promise.resolve("too_many");
    this.#waiting += 1;
    // One after the other: of two that come at once the later one counts, and no connection verifies two at a time.
    const turn = this.#turn.then(() => this.#take(raw));
    this.#turn = turn.then(
      () => (this.#waiting -= 1),
      () => (this.#waiting -= 1),
    );
    return turn;
  }

  #refuse(): Renewal {
    this.#refused += 1;
    if (this.#refused >= MOST_REFUSED) this.close(CLOSE.unauthenticated, "too many tokens were refused");
    return "refused";
  }

  async #take(raw: string): Promise<Renewal> {
    try {
      const fresh = await this.#access.identify(raw);
      if (fresh === null || !isSame(fresh, this.#caller)) return this.#refuse();
      this.#caller = fresh;
      return "renewed";
    } catch (error) {
      if (error instanceof IssuerFault) return "no_issuer";
      throw error;
    }
  }
}

/** A guest's key is good for its own SOP, and a connection is about one. */
function isSame(a: Caller, b: Caller): boolean {
  return a.agent.agent_id === b.agent.agent_id && a.key.sop === b.key.sop;
}
