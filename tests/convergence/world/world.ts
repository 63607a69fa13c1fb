import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { AsideBook } from "./aside-book.ts";
import { checkStored } from "./check-stored.ts";
import { Chance } from "./chance.ts";
import { Database } from "./database.ts";
import type { Device } from "./device.ts";
import { createNetworkEars, createStorageEars } from "./ears.ts";
import { Finding } from "./finding.ts";
import { Intents } from "./intents.ts";
import { Ledger } from "./ledger.ts";
import type { BookCopy, LogBook } from "./log-book.ts";
import { call, Network, REGISTRY_URL } from "./network.ts";
import { drawLimits } from "./populate.ts";
import { Promises } from "./promises.ts";
import { RegistryProcess } from "./registry-process.ts";
import { Tab } from "./tab.ts";
import { Timeline } from "./timeline.ts";
import type { Words } from "./words.ts";

/** What a run is made from: everything else follows. */
export interface WorldPlan {
  readonly seed: number;
  readonly actions: number;
  /** Loads what is stored after each append, to know the very version at which it went wrong. */
  readonly isDeep?: boolean;
  /** Hears what happens, for whoever looks into a seed. */
  readonly trace?: (line: string) => void;
}

/** Everything there is in one run. */
export class World {
  readonly chance: Chance;
  readonly timeline = new Timeline(START_MS);
  readonly database = new Database();
  readonly registry: RegistryProcess;
  readonly ledger = new Ledger();
  readonly network: Network;
  readonly promises = new Promises();
  readonly intents = new Intents();
  readonly asides = new AsideBook();
  readonly devices: Device[] = [];
  readonly tabs = new Set<Tab>();
  /** Backups by when they were made, each with what was in the log then. */
  readonly backups: { readonly name: string; readonly book: BookCopy }[] = [];
  /** Calls of agents that run beside, until they are answered. */
  readonly calls = new Set<Promise<void>>();
  log!: LogBook;
  words!: Words;
  sop = "";
  readonly trace: (what: string) => void;
  readonly #isDeep: boolean;
  readonly #logMs: number;
  #finding: unknown;
  #tags = 0;
  #tabs = 0;

  constructor({ seed, trace, isDeep = false }: WorldPlan) {
    this.#isDeep = isDeep;
    this.chance = new Chance(seed);
    this.trace = (what) => trace?.(`${this.timeline.now - START_MS} ${what}`);
    const defect = (what: string) => this.failed(new Finding("defect", what));
    const ears = createStorageEars(this);
    const limits = drawLimits(this.chance);
    this.#logMs = limits.log_ms ?? DEFAULT_LIMITS.log_ms;
    this.registry = new RegistryProcess(this.timeline, this.chance, this.database, limits, defect, ears);
    this.network = new Network({
      timeline: this.timeline,
      chance: this.chance,
      registry: this.registry,
      ears: createNetworkEars(this),
    });
  }

  openTab(device: Device, client?: string): Tab {
    const { timeline, chance, network, ledger, asides, sop, trace } = this;
    const failed = (error: unknown) => this.failed(error);
    const tab = new Tab(
      { timeline, chance, network, ledger, asides, sop, failed, trace },
      device,
      `tab ${++this.#tabs}`,
    );
    this.tabs.add(tab);
    tab.open(client);
    return tab;
  }

  /** Calls the registry past the network; waits in simulated time. */
  async ask(key: string, method: string, path: string, body?: unknown): Promise<unknown> {
    const { life } = this.registry;
    if (life === null) throw new Error("the registry is down");
    const request = new Request(REGISTRY_URL + path, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answers: Response[] = [];
    void call(life, request).then((response) => response && answers.push(response));
    for (let i = 0; i < 400 && answers.length === 0; i++) await this.run(10);
    const [answer] = answers;
    if (answer === undefined) throw new Error(`no answer to ${method} ${path}`);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  }

  /** The same beside everything else: nobody waits for the answer. */
  askSoon(key: string, method: string, path: string, body: unknown): void {
    const { life } = this.registry;
    if (life === null) return;
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const request = new Request(REGISTRY_URL + path, { method, headers, body: JSON.stringify(body) });
    call(life, request).catch((error: unknown) => this.failed(error));
  }

  /** Something may have left the log for its age. */
  get hasForgotten(): boolean {
    return this.timeline.now - START_MS > this.#logMs;
  }

  /** Something may have been waiting for longer than anybody is waited for. */
  get hasAged(): boolean {
    return this.timeline.now - START_MS > DEFAULT_LIMITS.horizon_ms - DAY_MS;
  }

  /** A word that is in no other value of this run. */
  tag(): string {
    return `x${++this.#tags}`;
  }

  /** Lets so much time pass, and looks at everything after each event. */
  async run(ms: number): Promise<void> {
    await this.timeline.runUntil(this.timeline.now + ms, () => this.#check());
  }

  /** Something that must not be; the run ends with it. */
  failed(error: unknown): void {
    this.#finding ??=
      error instanceof Finding ? error : new Finding("defect", describe(error), { cause: error });
  }

  /** Ends with what was found, if anything was. */
  throwFound(): void {
    if (this.#finding !== undefined) throw this.#finding;
  }

  async end(): Promise<void> {
    for (const tab of this.tabs) tab.machine.kill();
    this.registry.kill();
    await this.timeline.settle();
    await this.database.remove();
  }

  async #check(): Promise<void> {
    this.throwFound();
    if (this.log === undefined) return;
    if (this.registry.hasWritten) {
      this.registry.hasWritten = false;
      await this.log.catchUp();
      if (this.#isDeep) await checkStored(this);
    }
    this.promises.check(this.log);
    for (const tab of this.tabs) {
      if (!tab.isOpen) continue;
      tab.watch?.check();
      this.words.checkConfirmed(tab);
    }
    this.throwFound();
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;
const START_MS = 1_800_000_000_000;

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
