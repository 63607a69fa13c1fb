import type { PatchOp } from "#schemas/change/op.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import { targetOf } from "#schemas/change/target.ts";
import type { Submission } from "./types.ts";

/** Beyond this the oldest are forgotten: whoever may not edit can still make up client names. */
const MOST_PEERS = 1000;

/** What a peer was refused, and may not know of. */
interface Refused {
  /** The version that there was at the last refusal. */
  version: number;
  /** Refusals of which it is not known that they were heard. */
  unheard: number;
}

/**
 * Peers whose index ops were refused without being judged (`forbidden`, which is recorded nowhere). What was on its way
 * behind them is counted on a list that the registry never had (T9), until the peer has heard of the refusal.
 */
export class Unjudged {
  readonly #byPeer = new Map<string, Refused>();

  /** A patch was refused without being judged. Gives what is to be called when its author has heard of that; undefined: nothing. */
  refused({ peer, ops }: Pick<Submission, "peer" | "ops">, version: number): (() => void) | undefined {
    if (!ops.some(saysWhere)) return undefined;
    const refused = this.#byPeer.get(peer) ?? { version, unheard: 0 };
    refused.version = version;
    refused.unheard += 1;
    this.#byPeer.delete(peer);
    this.#byPeer.set(peer, refused);
    const [oldest] = this.#byPeer.keys();
    if (this.#byPeer.size > MOST_PEERS && oldest !== undefined) this.#byPeer.delete(oldest);
    return () => {
      refused.unheard -= 1;
      if (refused.unheard === 0 && this.#byPeer.get(peer) === refused) this.#byPeer.delete(peer);
    };
  }

  /** The version up to which a base of this peer means a list that was never here. */
  upTo(peer: string): number | undefined {
    return this.#byPeer.get(peer)?.version;
  }

  /** It begins anew: what was on its way is not any more. */
  entered(peer: string): void {
    this.#byPeer.delete(peer);
  }
}

function saysWhere(op: PatchOp): boolean {
  return [op.path, "from" in op ? op.from : ""].some((path) => {
    const target = targetOf(parsePointer(path) ?? []);
    return target.kind === "inside" && target.tokens.some((token) => token === "-" || /^\d+$/.test(token));
  });
}
