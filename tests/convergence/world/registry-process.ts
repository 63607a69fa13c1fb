import type { Logger } from "pino";
import { type AssembledRegistry, assembleRegistry } from "#registry/assemble-registry.ts";
import { readConfig } from "#registry/config.ts";
import { createLog } from "#registry/log.ts";
import type { Append } from "#registry/storage/storage.ts";
import type { Limits } from "#schemas/limits.ts";
import type { Chance } from "./chance.ts";
import type { Database } from "./database.ts";
import { Machine } from "./machine.ts";
import { type AppendFault, withFaults } from "./storage-faults.ts";
import type { Timeline } from "./timeline.ts";

/** What hears of every append: the assertions' ears. */
export interface StorageEars {
  /** It is asked for. */
  readonly appending: (group: readonly Append[]) => void;
  /** It is on disk, and nobody was told yet. */
  readonly wrote: (group: readonly Append[]) => void;
}

/** One life of the registry's process, from its start to its stop or death. */
export interface RegistryLife {
  readonly machine: Machine;
  readonly assembled: AssembledRegistry;
  /** Topic → the sockets that hear it, each by what takes a text to it. */
  readonly hearers: Map<string, Set<(text: string) => void>>;
  /** Called when the process is dead: connections break. */
  readonly onDeath: Set<() => void>;
}

/** The real registry, started, stopped and killed by the run. */
export class RegistryProcess {
  life: RegistryLife | null = null;
  /** What befalls the next append. */
  fault: AppendFault | undefined;
  /** Set when the disk may hold more than before. */
  hasWritten = false;
  readonly #timeline: Timeline;
  readonly #chance: Chance;
  readonly #database: Database;
  readonly #limits: Partial<Limits>;
  readonly #onDefect: (what: string) => void;
  readonly #ears: StorageEars;

  constructor(
    timeline: Timeline,
    chance: Chance,
    database: Database,
    limits: Partial<Limits>,
    onDefect: (what: string) => void,
    ears: StorageEars,
  ) {
    this.#timeline = timeline;
    this.#chance = chance;
    this.#database = database;
    this.#limits = limits;
    this.#onDefect = onDefect;
    this.#ears = ears;
  }

  async start(): Promise<void> {
    const storage = await this.#database.reopen();
    const machine = new Machine(this.#timeline);
    const { after, every, now, rest } = machine;
    const chance = this.#chance;
    const hearers: RegistryLife["hearers"] = new Map();
    const defaults = readConfig({ KP_LOG_LEVEL: "silent" });
    const assembled = assembleRegistry({
      config: { ...defaults, limits: { ...defaults.limits, ...this.#limits } },
      storage: withFaults(storage, {
        machine,
        timeline: this.#timeline,
        chance,
        takeFault: () => this.#takeFault(),
        die: () => this.kill(),
        appending: this.#ears.appending,
        wrote: (group) => {
          this.hasWritten = true;
          this.#ears.wrote(group);
        },
      }),
      clock: { now, after, every },
      pace: { elapsed: now, nextTurn: () => rest(0), rest },
      chance: { makeHead: () => chance.name(8), newId: () => `notice-${chance.name(12)}` },
      log: this.#watchedLog(machine),
    });
    assembled.useSockets({
      publish: (topic, text) => {
        for (const hear of hearers.get(topic) ?? []) hear(text);
      },
      hearers: (topic) => hearers.get(topic)?.size ?? 0,
    });
    this.life = { machine, assembled, hearers, onDeath: new Set() };
  }

  /** Power off, or `kill -9`. */
  kill(): void {
    const { life } = this;
    if (life === null) return;
    this.life = null;
    this.fault = undefined;
    life.machine.kill();
    for (const broken of life.onDeath) broken();
  }

  /** As at a deployment: finishes what it accepted. Resolves some simulated time later. */
  async stop(): Promise<void> {
    const { life } = this;
    if (life === null) return;
    await life.assembled.drain();
    if (this.life === life) this.kill();
  }

  #takeFault(): AppendFault | undefined {
    const { fault } = this;
    this.fault = undefined;
    return fault;
  }

  /** What the registry logs as an error, but for the faults that are played to it, is a finding. */
  #watchedLog(machine: Machine): Logger {
    const destination = {
      write: (line: string) => {
        if (machine.isAlive && !EXPECTED.test(line)) this.#onDefect(line);
      },
    };
    return createLog("error", destination);
  }
}

const EXPECTED = /fsync failed|disk is full|the append ended in|the registry stops/;
