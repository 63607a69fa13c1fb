import type { Env } from "#studio/sync/env.ts";
import { openSop } from "#studio/sync/open-sop.ts";
import type { Gesture, SopClient } from "#studio/sync/types.ts";
import type { AsideBook } from "./aside-book.ts";
import type { Chance } from "./chance.ts";
import type { Device } from "./device.ts";
import type { Ledger } from "./ledger.ts";
import { Machine } from "./machine.ts";
import { type Network, REGISTRY_URL } from "./network.ts";
import { createSimFetch } from "./sim-fetch.ts";
import { createSimStore } from "./sim-store.ts";
import type { Timeline } from "./timeline.ts";
import { ViewWatch } from "./view-watch.ts";

/** What tabs are made from. */
export interface TabParts {
  readonly timeline: Timeline;
  readonly chance: Chance;
  readonly network: Network;
  readonly ledger: Ledger;
  readonly asides: AsideBook;
  readonly sop: string;
  readonly failed: (error: unknown) => void;
  readonly trace: (what: string) => void;
}

/** One tab or process of somebody: the real client in simulated surroundings. */
export class Tab {
  readonly device: Device;
  readonly name: string;
  readonly machine: Machine;
  client: SopClient | null = null;
  watch: ViewWatch | null = null;
  gesture: Gesture | null = null;
  /** The version at which what it shows was compared last. */
  checkedVersion = -1;
  /** The node that the gesture moves. */
  dragged = "";
  readonly warnings: string[] = [];
  readonly #parts: TabParts;
  readonly #held = new Set<string>();

  constructor(parts: TabParts, device: Device, name: string) {
    this.#parts = parts;
    this.device = device;
    this.name = name;
    this.machine = new Machine(parts.timeline, () => device.skewMs);
  }

  get isOpen(): boolean {
    return this.machine.isAlive && this.client !== null;
  }

  /** Opens the SOP; `client`: the name that the tab's own storage remembers. */
  open(client?: string): void {
    const { sop, ledger, asides, chance, failed, trace } = this.#parts;
    const { device, machine } = this;
    const store = createSimStore({
      device,
      machine,
      chance,
      mine: this.#held,
      kept: (queue, row) => {
        const { kind, value } = row;
        trace(`${this.name} keeps ${kind} of ${queue.client}: ${JSON.stringify(value).slice(0, 200)}`);
        ledger.kept(device, queue.client, row);
        if (kind === "aside") asides.kept(row.key);
      },
    });
    const warn = (warning: string) => void this.warnings.push(warning);
    const options = { url: REGISTRY_URL, sop, auth: device.key, store, client, env: this.#env(), warn };
    this.#opens(openSop(options)).catch(failed);
  }

  async #opens(opening: Promise<SopClient>): Promise<void> {
    const client = await opening;
    if (!this.machine.isAlive) return;
    this.client = client;
    this.watch = new ViewWatch(this.name, client);
    this.#parts.asides.watch(client);
  }

  /** The power goes, or the browser kills it: what is on the disk stays, all else is gone. */
  crash(tellsNetwork: boolean): void {
    this.machine.kill();
    this.#parts.network.abandon(this.machine, tellsNetwork);
    for (const name of this.#held) this.device.held.delete(name);
    this.client = null;
    this.watch = null;
  }

  /** As a user closes it. */
  async close(): Promise<void> {
    const { client } = this;
    this.client = null;
    this.watch = null;
    await client?.close();
    this.machine.kill();
    for (const name of this.#held) this.device.held.delete(name);
  }

  #env(): Env {
    const { device, machine } = this;
    const { network, chance } = this.#parts;
    return {
      now: machine.now,
      random: chance.unit,
      newId: () => chance.name(20),
      after: machine.after,
      fetch: createSimFetch(network, device, machine),
      openSocket: (url, protocol) => network.openSocket(device, machine, url, protocol),
      isOnline: () => !device.isOffline,
      onWake(run) {
        const wake = () => machine.isAlive && run();
        device.wakes.add(wake);
        return () => void device.wakes.delete(wake);
      },
    };
  }
}
