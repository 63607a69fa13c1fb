import type { PatchOp } from "#schemas/change/op.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import { targetOf } from "#schemas/change/target.ts";
import type { Submission } from "./types.ts";

/** Beyond this the oldest are forgotten: whoever may not edit can still make up client names. */
const MOST_PEERS = 1000;

/**
 * Peers whose index ops were refused without being judged (`forbidden`, which is recorded nowhere), each with the
 * version there was then. What was on its way behind them is counted on a list that the registry never had (T9): a
 * peer that is told of a newer version has heard of the refusal before.
 */
export class Unjudged {
  readonly #versionByPeer = new Map<string, number>();

  /** A patch was refused without being judged. */
  refused({ peer, ops }: Pick<Submission, "peer" | "ops">, version: number): void {
    if (!ops.some(saysWhere)) return;
    this.#versionByPeer.delete(peer);
    this.#versionByPeer.set(peer, version);
    const [oldest] = this.#versionByPeer.keys();
    if (this.#versionByPeer.size > MOST_PEERS && oldest !== undefined) this.#versionByPeer.delete(oldest);
  }

  /** The version up to which a base of this peer means a list that was never here. */
  upTo(peer: string): number | undefined {
    return this.#versionByPeer.get(peer);
  }

  /** It begins anew: what was on its way is not any more. */
  entered(peer: string): void {
    this.#versionByPeer.delete(peer);
  }
}

function saysWhere(op: PatchOp): boolean {
  return [op.path, "from" in op ? op.from : ""].some((path) => {
    const target = targetOf(parsePointer(path) ?? []);
    return target.kind === "inside" && target.tokens.some((token) => token === "-" || /^\d+$/.test(token));
  });
}
