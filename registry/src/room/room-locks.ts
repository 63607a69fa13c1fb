import { agentOf } from "#schemas/ids.ts";
import type { AppendRow } from "#registry/storage/storage.ts";
import { type Denial, Locks } from "./locks.ts";
import type { Members } from "./members.ts";
import type { RoomParts } from "./parts.ts";
import type { Connection, Encoded } from "./types.ts";

/** What a room's locks are made from. */
export interface LocksHost {
  readonly parts: Pick<RoomParts, "clock" | "limits">;
  readonly members: Members;
  readonly publish: (message: Encoded) => void;
  /** Runs a step between two batches, so that no patch on its way to the disk was judged by other locks. */
  readonly between: (step: () => void) => void;
  readonly hasNode: (node: string) => boolean;
  /** False: the role of this agent was taken down to one that holds nothing, whatever it was when it asked. */
  readonly mayHold: (agent: string) => boolean;
  readonly isOver: () => boolean;
}

/** The whole set that a peer wants to hold. */
export interface LockAsk {
  readonly peer: string;
  readonly nodes: readonly string[];
  /** Where it came from; an ask whose connection is gone when its turn comes is dropped. Absent: by a call. */
  readonly connection?: Connection;
  /** Asked when its turn comes. */
  readonly mayEdit: () => boolean;
}

/** What the asker is told. */
export type LockAnswer =
  /** `isPublished`: everybody hears the same set, the asker too. */
  | {
      readonly kind: "told";
      readonly message: Encoded;
      readonly isPublished: boolean;
      readonly isDenied: boolean;
    }
  | { readonly kind: "forbidden" }
  | { readonly kind: "limit"; readonly most: number }
  | RoomOver;

/** What becomes of a lease that was asked for. `until` in ms. */
export type LeaseEnd =
  | { readonly kind: "leased"; readonly until: number }
  | { readonly kind: "held"; readonly peer: string }
  | { readonly kind: "absent" | "forbidden" }
  | { readonly kind: "limit"; readonly most: number }
  | RoomOver;

/** What became of the breaking of a lock. */
export type BreakEnd = { readonly kind: "free" | "forbidden" } | RoomOver;

/** The room closed before its turn came. */
interface RoomOver {
  readonly kind: "over";
}

/** The locks of an open room: changed in its one order, and every change is told to everybody in the same tick. */
export class RoomLocks {
  readonly table = new Locks();
  readonly #host: LocksHost;
  /** When peers without a connection that hold something were last heard, ms. */
  readonly #heardAt = new Map<string, number>();

  constructor(host: LocksHost) {
    this.#host = host;
  }

  /** Makes `nodes` a peer's whole set. `answered` is called once, before others hear of it; not at all if it left. */
  ask(ask: LockAsk, answered: (answer: LockAnswer) => void): void {
    const { lock_nodes: most } = this.#host.parts.limits;
    const wanted = new Set(ask.nodes);
    if (wanted.size > most) return answered({ kind: "limit", most });
    this.#host.between(() => {
      if (ask.connection && !this.#host.members.isHere(ask.connection)) return;
      if (this.#host.isOver()) return answered({ kind: "over" });
      if (!ask.mayEdit() || !this.#host.mayHold(agentOf(ask.peer))) return answered({ kind: "forbidden" });
      this.#expire();
      const { changed, denied } = this.table.want(ask.peer, wanted, this.#host.hasNode);
      if (this.table.nodesOf(ask.peer).length > 0) this.#heardAt.set(ask.peer, this.#host.parts.clock.now());
      const message = this.#encode(ask.peer, denied);
      const isPublished = changed.includes(ask.peer);
      answered({ kind: "told", message, isPublished, isDenied: denied.length > 0 });
      this.#tell(changed);
    });
  }

  /** Lends a node to a peer for `ms`; again: renews. */
  lease(peer: string, node: string, ms: number): Promise<LeaseEnd> {
    return this.#inTurn((): LeaseEnd => {
      const { parts, hasNode, mayHold } = this.#host;
      if (!mayHold(agentOf(peer))) return { kind: "forbidden" };
      if (!hasNode(node)) return { kind: "absent" };
      const blocker = this.table.blockerOf(node, peer);
      if (blocker !== undefined) return { kind: "held", peer: blocker };
      const most = parts.limits.lock_nodes;
      const isNew = this.table.holderOf(node) !== peer;
      if (isNew && this.table.nodesOf(peer).length >= most) return { kind: "limit", most };
      const until = parts.clock.now() + ms;
      this.#tell(this.table.lend(peer, node, until));
      return { kind: "leased", until };
    });
  }

  /** Frees a node for an agent that holds it, by whatever peer, or may break locks. */
  break(node: string, agent: string, mayBreak: boolean): Promise<BreakEnd> {
    return this.#inTurn((): BreakEnd => {
      const holder = this.table.holderOf(node);
      if (holder !== undefined && agentOf(holder) !== agent && !mayBreak) return { kind: "forbidden" };
      this.#tell(this.table.free([node]));
      return { kind: "free" };
    });
  }

  /** A message of a peer without a connection came. */
  heard(peer: string): void {
    if (this.#heardAt.has(peer)) this.#heardAt.set(peer, this.#host.parts.clock.now());
  }

  /** A peer is gone: what it held is free. */
  dropPeer(peer: string): void {
    this.#tell(this.table.free(this.table.nodesOf(peer)));
  }

  /** An agent may not edit any more: what its peers held is free. */
  dropAgent(agent: string): void {
    for (const peer of this.table.holders()) if (agentOf(peer) === agent) this.dropPeer(peer);
  }

  /** Frees the nodes that these versions removed. */
  freeRemoved(rows: readonly AppendRow[]): void {
    if (this.table.isEmpty) return;
    for (const { ops } of rows) if (ops.includes(REMOVES)) this.#tell(this.table.free(removedNodes(ops)));
  }

  /** Frees what is leased no longer, and what is held by peers that have been quiet for `lock_ms`. */
  sweep(now: number): void {
    if (this.table.isEmpty) return;
    this.#host.between(() => {
      if (this.#host.isOver()) return;
      this.#expire();
      const since = now - this.#host.parts.limits.lock_ms;
      for (const peer of this.table.holders()) {
        if (this.#lastHeard(peer) <= since) this.#tell(this.table.free(this.table.unleasedOf(peer)));
      }
    });
  }

  #lastHeard(peer: string): number {
    const asked = this.#heardAt.get(peer) ?? Number.NEGATIVE_INFINITY;
    return Math.max(asked, this.#host.members.find(peer)?.heardAt ?? asked);
  }

  #expire(): void {
    this.#tell(this.table.free(this.table.expired(this.#host.parts.clock.now())));
  }

  #inTurn<T>(step: () => T): Promise<T | RoomOver> {
    return new Promise((resolve) =>
      this.#host.between(() => {
        if (this.#host.isOver()) return resolve({ kind: "over" });
        this.#expire();
        resolve(step());
      }),
    );
  }

  #tell(changed: readonly string[]): void {
    for (const peer of changed) {
      const nodes = this.table.nodesOf(peer);
      if (nodes.length === 0) this.#heardAt.delete(peer);
      this.#host.publish(this.#encode(peer, []));
    }
  }

  #encode(peer: string, denied: readonly Denial[]): Encoded {
    const nodes = this.table.nodesOf(peer);
    const told = denied.length > 0 ? { type: "locks", peer, nodes, denied } : { type: "locks", peer, nodes };
    return { type: "locks", text: JSON.stringify(told) };
  }
}

const REMOVES = '"op":"remove"';

/** Nodes that effects remove; ids need no escape in a pointer. */
function removedNodes(ops: string): string[] {
  const effects = JSON.parse(ops) as readonly { readonly op: string; readonly path: string }[];
  return effects.flatMap(({ op, path }) => {
    const node = op === "remove" ? /^\/nodes\/([^/]+)$/.exec(path)?.[1] : undefined;
    return node === undefined ? [] : [node];
  });
}
