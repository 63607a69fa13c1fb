import { agentOf } from "#schemas/ids.ts";
import type { Submission } from "./types.ts";

/** A node that was asked for in vain: `peer` holds it; null: it is not there. */
export interface Denial {
  readonly node: string;
  readonly peer: string | null;
}

/** The peer that holds an agent's leases where the call names no client; excuses that agent's calls without one. */
export function leaseholder(agent: string): string {
  return `${agent}/http`;
}

/**
 * The holder that stands before a patch: an agent's own lease excuses its calls that name no client; what the registry
 * makes for an agent is stopped by others' locks alone, or by none.
 */
export function holderBefore(
  locks: Pick<Locks, "holderOf">,
  node: string,
  { peer, heeds = "peers" }: Pick<Submission, "peer" | "heeds">,
): string | undefined {
  const holder = locks.holderOf(node);
  if (holder === undefined || heeds === "nobody") return undefined;
  if (heeds === "others") return agentOf(holder) === agentOf(peer) ? peer : holder;
  return peer.startsWith(`${holder}.`) && holder.endsWith("/http") ? peer : holder;
}

/** Who holds which nodes. Knows no clock and tells nobody: every change answers with the peers whose set is another now. */
export class Locks {
  readonly #holderByNode = new Map<string, string>();
  readonly #nodesByPeer = new Map<string, Set<string>>();
  /** Leased nodes, with when that ends, ms. */
  readonly #leases = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#holderByNode.size === 0;
  }

  holderOf(node: string): string | undefined {
    return this.#holderByNode.get(node);
  }

  /** What a peer holds, in the order in which it came by it. */
  nodesOf(peer: string): string[] {
    return [...(this.#nodesByPeer.get(peer) ?? [])];
  }

  /** Every peer that holds something. */
  holders(): string[] {
    return [...this.#nodesByPeer.keys()];
  }

  /** `init.locks`. */
  toRecord(): Record<string, string> {
    return Object.fromEntries(this.#holderByNode);
  }

  /** The peer whose lock stands in the way of `peer`; another tab of the same agent does not. */
  blockerOf(node: string, peer: string): string | undefined {
    const holder = this.#holderByNode.get(node);
    return holder === undefined || agentOf(holder) === agentOf(peer) ? undefined : holder;
  }

  /**
   * Makes `wanted` the whole set of a peer, as far as nobody else is there first. `changed`: peers whose set is another
   * now, those who lost something first.
   */
  want(peer: string, wanted: ReadonlySet<string>, isThere: (node: string) => boolean) {
    const denied: Denial[] = [];
    const changed = new Set<string>();
    for (const node of this.nodesOf(peer)) {
      if (!wanted.has(node)) this.#free(node);
      if (!wanted.has(node)) changed.add(peer);
    }
    for (const node of wanted) {
      const blocker = isThere(node) ? this.blockerOf(node, peer) : null;
      if (blocker === undefined) for (const touched of this.#give(node, peer)) changed.add(touched);
      else denied.push({ node, peer: blocker });
    }
    return { changed: inOrder(changed, peer), denied };
  }

  /** Lends a free node until `until`, ms; again: renews. The caller has asked `blockerOf`. */
  lend(peer: string, node: string, until: number): string[] {
    const changed = this.#give(node, peer);
    this.#leases.set(node, until);
    return inOrder(new Set(changed), peer);
  }

  /** Frees these nodes, whoever holds them. */
  free(nodes: Iterable<string>): string[] {
    const changed = new Set<string>();
    for (const node of nodes) {
      const holder = this.#free(node);
      if (holder !== undefined) changed.add(holder);
    }
    return [...changed];
  }

  /** Leased nodes whose time is over by `now`, ms. */
  expired(now: number): string[] {
    return [...this.#leases].filter(([, until]) => until <= now).map(([node]) => node);
  }

  /** What a peer holds for as long as it is heard of: all but its leases. */
  unleasedOf(peer: string): string[] {
    return this.nodesOf(peer).filter((node) => !this.#leases.has(node));
  }

  /** Gives a node to a peer; who has another set by that. From now on it is held, not leased. */
  #give(node: string, peer: string): string[] {
    this.#leases.delete(node);
    const before = this.#holderByNode.get(node);
    if (before === peer) return [];
    this.#free(node);
    this.#holderByNode.set(node, peer);
    const nodes = this.#nodesByPeer.get(peer) ?? new Set();
    this.#nodesByPeer.set(peer, nodes.add(node));
    return before === undefined ? [peer] : [before, peer];
  }

  #free(node: string): string | undefined {
    const holder = this.#holderByNode.get(node);
    if (holder === undefined) return undefined;
    this.#holderByNode.delete(node);
    this.#leases.delete(node);
    const nodes = this.#nodesByPeer.get(holder);
    if (nodes?.delete(node) && nodes.size === 0) this.#nodesByPeer.delete(holder);
    return holder;
  }
}

function inOrder(changed: ReadonlySet<string>, winner: string): string[] {
  const losers = [...changed].filter((peer) => peer !== winner);
  return changed.has(winner) ? [...losers, winner] : losers;
}
