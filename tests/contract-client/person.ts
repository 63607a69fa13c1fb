import type { Agent } from "./http-client.ts";
import type { Graph, Op } from "./json.ts";
import type { Fate } from "./messages.ts";
import { connect } from "./connect.ts";
import type { SocketPeer } from "./socket-peer.ts";

/** An edit as a client keeps it until it is answered: fixed when it was made, sent again as it is. */
export type Pending = { id: string; base: number; ts: number; ops: readonly Op[] };

/** Somebody at a canvas: a socket while online, a queue of unanswered edits always. */
export class Person {
  readonly name: string;
  readonly client: string;
  readonly #url: string;
  readonly #agent: Agent;
  readonly #sopId: string;
  readonly #pending: Pending[] = [];
  #peer: SocketPeer | undefined;
  #made = 0;

  constructor(name: string, url: string, agent: Agent, sopId: string) {
    this.name = name;
    this.client = `${name.toLowerCase()}-laptop`;
    this.#url = url;
    this.#agent = agent;
    this.#sopId = sopId;
  }

  get peer(): SocketPeer {
    if (this.#peer === undefined) throw new Error(`${this.name} was never online`);
    return this.#peer;
  }
  get graph(): Graph {
    return this.peer.graph;
  }
  get version(): number {
    return this.peer.version;
  }
  /** How many edits wait for an answer. */
  get waiting(): number {
    return this.#pending.length;
  }

  /** Connects, continuing from what this person has, and sends what was not answered; gives how that fared, in order. */
  async comeOnline(): Promise<Fate[]> {
    const before = this.#peer?.document;
    this.#peer = await connect(this.#url, this.#agent, this.#sopId, {
      client: this.client,
      ...(before && { before }),
    });
    return Promise.all(this.#pending.map((edit) => this.#send(edit)));
  }
  /** Leaves with a goodbye. */
  async goOffline(): Promise<void> {
    await this.peer.leave();
  }

  /** Makes an edit without sending it: as if offline, or to be sent later. `agoMs`: made so long ago. */
  makeEdit(ops: readonly Op[], options: { base?: number; agoMs?: number } = {}): Pending {
    const id = `${this.name.toLowerCase()}-${++this.#made}`;
    const edit = { id, base: options.base ?? this.version, ts: Date.now() - (options.agoMs ?? 0), ops };
    this.#pending.push(edit);
    return edit;
  }
  /** Sends an edit made before; resolves with how it was answered. */
  send(edit: Pending): Promise<Fate> {
    return this.#send(edit);
  }
  /** Makes and sends an edit. */
  edit(ops: readonly Op[], options: { base?: number; agoMs?: number } = {}): Promise<Fate> {
    return this.#send(this.makeEdit(ops, options));
  }

  async #send(edit: Pending): Promise<Fate> {
    const fate = await this.peer.edit(edit.ops, { id: edit.id, base: edit.base, ts: edit.ts });
    const at = this.#pending.indexOf(edit);
    if (at >= 0) this.#pending.splice(at, 1);
    return fate;
  }
}
