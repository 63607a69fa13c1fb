import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call, createSop, readSop, register } from "#tests/contract-client/http-client.ts";
import { seededRandom } from "#tests/contract-client/random-edits.ts";
import { startRegistryProcess, type RegistryProcess } from "#tests/contract-client/registry-process.ts";
import { check } from "./checker/check.ts";
import type { Breach, Evidence } from "./checker/evidence.ts";
import { parseHistory, type History } from "./checker/history.ts";
import { readDatabase } from "./checker/read-database.ts";
import { readRegistry } from "./checker/read-registry.ts";
import { createClient, type SoakClient } from "./client.ts";
import { measure, type Figures } from "./figures.ts";
import { planCycle, type Event, type Plan } from "./plan.ts";
import { startProxy, type FaultProxy } from "./proxy.ts";
import { soakGraph } from "./soak-graph.ts";

/** What came of a cycle. */
export interface CycleReport {
  readonly breaches: readonly Breach[];
  readonly figures: Figures;
}

/** Fewer than clients: some are two tabs of one agent. */
const AGENTS = 3;

/** How long a machine that stood still may take to do what there was time for. */
const PATIENCE_MS = 30_000;

/**
 * One cycle: registry, proxy and clients, load with faults and kills, then healed, drained, stopped and checked. On a
 * machine that stood still meanwhile the load goes on until there are `leastVersions`.
 */
export async function runCycle(seed: number, durationMs: number, leastVersions = 0): Promise<CycleReport> {
  const random = seededRandom(seed);
  const plan = planCycle(random, durationMs);
  await using ends = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), "soak-"));
  ends.defer(() => rmSync(folder, { recursive: true, force: true }));
  const registry = await startRegistryProcess();
  ends.defer(() => registry.remove());
  const proxy = await startProxy(Number(new URL(registry.url).port), random);
  ends.defer(() => proxy.stop());
  const stage = await setStage(registry, proxy, plan, folder);
  for (const client of stage.clients) ends.defer(() => client.kill());

  await Promise.all(stage.clients.map((client) => client.start()));
  await playEvents(stage, plan.events);
  proxy.heal();
  await untilEdited(stage, leastVersions);
  await Promise.all(stage.clients.map((client) => client.stop()));
  const { version } = await readSop(registry.url, stage.owner, stage.sop);
  await Promise.all(stage.clients.map((client) => client.report(version)));
  const evidence = await gatherEvidence(stage);
  return { breaches: check(evidence), figures: measure(evidence, plan, proxy.inflicted) };
}

interface Stage {
  readonly registry: RegistryProcess;
  readonly proxy: FaultProxy;
  readonly owner: { readonly id: string; readonly key: string };
  readonly sop: string;
  readonly clients: readonly SoakClient[];
  readonly histories: readonly { readonly agent: string; readonly file: string }[];
}

async function setStage(
  registry: RegistryProcess,
  proxy: FaultProxy,
  plan: Plan,
  folder: string,
): Promise<Stage> {
  const agents = await Promise.all(
    Array.from({ length: AGENTS }, (_, i) => register(registry.url, `soak${i}`)),
  );
  const [owner, ...editors] = agents as [(typeof agents)[number], ...typeof agents];
  const { id: sop } = await createSop(registry.url, owner, soakGraph());
  for (const { id } of editors)
    await call(registry.url, owner, "PUT", `/sop/${sop}/members/${id}`, { body: { role: "editor" } });
  const url = `http://127.0.0.1:${proxy.port}`;
  const seats = plan.clients.map((one, i) => ({
    plan: one,
    agent: agents[i % AGENTS] as (typeof agents)[number],
    client: `soak-client-${i}`,
    store: join(folder, `client-${i}.sqlite`),
    history: join(folder, `client-${i}.jsonl`),
  }));
  return {
    registry,
    proxy,
    owner,
    sop,
    clients: seats.map(({ agent, ...seat }) => createClient({ ...seat, url, sop, key: agent.key })),
    histories: seats.map(({ agent, history }) => ({ agent: agent.id, file: history })),
  };
}

/** Lets everything happen at its time; resolves when the last of it is over and everybody is up again. */
async function playEvents({ registry, proxy, clients }: Stage, events: readonly Event[]): Promise<void> {
  const begin = performance.now();
  // What is down is killed no second time: its comings and goings happen one after another.
  const turns = new Map<unknown, Promise<void>>();
  const inTurn = (who: unknown, run: () => Promise<void>) => {
    const turn = (turns.get(who) ?? Promise.resolve()).then(run);
    turns.set(who, turn);
    // Told at the end, with the rest.
    turn.catch(() => undefined);
  };
  for (const event of events) {
    await Bun.sleep(Math.max(0, begin + event.at - performance.now()));
    if (event.kind === "fault") proxy.inflict(event.fault, event.share);
    else {
      const who = event.kind === "kill_registry" ? registry : (clients[event.client] as SoakClient);
      inTurn(who, async () => {
        await who.kill();
        await Bun.sleep(event.downMs);
        await who.start();
      });
    }
  }
  await Promise.all(turns.values());
}

async function untilEdited({ registry, owner, sop }: Stage, leastVersions: number): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while ((await readSop(registry.url, owner, sop)).version < leastVersions && performance.now() < end)
    await Bun.sleep(50);
}

async function gatherEvidence({ registry, owner, sop, histories }: Stage): Promise<Evidence> {
  const served = await readRegistry(registry.url, owner.key, sop);
  // The file is read when nobody writes it any more, as the next start would find it.
  await registry.stop();
  return {
    ...served,
    stored: readDatabase(registry.databaseFile, sop),
    histories: histories.map(({ agent, file }): History => ({
      agent,
      lines: parseHistory(readFileSync(file, "utf8")),
    })),
  };
}
