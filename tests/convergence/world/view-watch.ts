import { identicalJson, type JsonObject } from "#schemas/json.ts";
import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import type { SopChange, SopClient, View } from "#studio/sync/types.ts";
import { firstDifference } from "#tests/support/same-json.ts";
import { Finding } from "./finding.ts";

interface Seen {
  readonly nodes: ReadonlyMap<string, JsonObject>;
  readonly edges: ReadonlyMap<string, JsonObject>;
  readonly meta: JsonObject;
}

/** Looks on while a client shows its SOP: what it may never show, and what it must have told. */
export class ViewWatch {
  readonly #name: string;
  readonly #client: SopClient;
  /** The node that a gesture moves, or moved last. */
  /** At the last look after an event. */
  #before: Seen;
  /** At the last that was told. */
  readonly #shown: { readonly nodes: Map<string, JsonObject>; readonly edges: Map<string, JsonObject> };
  /** Something was made anew for nothing. */
  #anew: string | undefined;
  #told = { nodes: new Set<string>(), edges: new Set<string>(), meta: false, isWhole: false };
  #hasChanged = true;
  /** An applied own echo is on its way in: this is what must still be shown after it. */
  #still: string | undefined;

  constructor(name: string, client: SopClient) {
    this.#name = name;
    this.#client = client;
    this.#shown = { nodes: new Map(client.view.nodes), edges: new Map(client.view.edges) };
    this.#before = copyView(client.view);
    client.subscribe((change) => this.#hear(change));
  }

  /** A frame is about to come in. */
  arrives(text: string, mustStay: (patch: PatchEvent) => boolean): void {
    const message = JSON.parse(text) as { type: string; patches?: PatchEvent[] } & PatchEvent;
    const { peer } = this.#client;
    const patches = message.type === "patch" ? [message] : message.type === "patches" ? message.patches : [];
    const isOwn =
      patches !== undefined && patches.length > 0 && patches.every((patch) => patch.peer === peer);
    const follows = patches?.[0]?.version === this.#client.version + 1;
    if (isOwn && follows && patches.every((patch) => mustStay(patch)))
      this.#still = showOf(this.#client.view);
  }

  /** After each event. */
  check(): void {
    const { view } = this.#client;
    if (this.#anew !== undefined) throw new Finding("view_identity", this.#anew);
    if (this.#still !== undefined) {
      const now = showOf(view);
      if (now !== this.#still) {
        const where = firstDifference(JSON.parse(this.#still), JSON.parse(now));
        throw new Finding("echo_moves", `${this.#name}: ${where}`);
      }
      this.#still = undefined;
    }
    this.#checkTold(view);
    if (!this.#hasChanged) return;
    this.#hasChanged = false;
    for (const [id, { source, target }] of view.edges) {
      const [from, to] = [source as string, target as string];
      if (!view.nodes.has(from) || !view.nodes.has(to))
        throw new Finding("dangling_edge", `${this.#name}: ${id} joins ${from} and ${to}`);
    }
    this.#before = copyView(view);
    this.#told = { nodes: new Set(), edges: new Set(), meta: false, isWhole: false };
  }

  /** What changed was told, and what was told whole keeps what is the same. */
  #checkTold(view: View): void {
    for (const map of ["nodes", "edges"] as const) {
      const before = this.#before[map];
      const now = view[map];
      for (const id of new Set([...before.keys(), ...now.keys()])) {
        if (before.get(id) === now.get(id)) continue;
        if (!this.#told.isWhole && !this.#told[map].has(id))
          throw new Finding("view_identity", `${this.#name}: ${map}/${id} changed, untold`);
      }
    }
    const isMetaTold = this.#told.isWhole || this.#told.meta;
    if (!isMetaTold && this.#before.meta !== view.meta)
      throw new Finding("view_identity", `${this.#name}: its name or the like changed, untold`);
  }

  #hear(change: SopChange): void {
    if (change.kind !== "view") return;
    this.#hasChanged = true;
    this.#told.isWhole ||= change.isWhole;
    this.#told.meta ||= change.meta;
    for (const map of ["nodes", "edges"] as const) {
      const now = this.#client.view[map];
      const ids = change.isWhole ? new Set([...this.#shown[map].keys(), ...now.keys()]) : change[map];
      for (const id of ids) this.#look(map, id, now.get(id));
      for (const id of change[map]) this.#told[map].add(id);
    }
  }

  /** Each time that something is told: what has the same value is the same object. */
  #look(map: "nodes" | "edges", id: string, now: JsonObject | undefined): void {
    const before = this.#shown[map].get(id);
    if (now === undefined) this.#shown[map].delete(id);
    else this.#shown[map].set(id, now);
    if (before === now || before === undefined || now === undefined) return;
    // Members in another order are another value to look at.
    if (identicalJson(before, now))
      this.#anew ??= `${this.#name}: ${map}/${id} is another object with the same value`;
  }
}

function copyView({ nodes, edges, meta }: View): Seen {
  return { nodes: new Map(nodes), edges: new Map(edges), meta };
}

function showOf({ nodes, edges, meta }: View): string {
  return JSON.stringify({ nodes: Object.fromEntries(nodes), edges: Object.fromEntries(edges), meta });
}
