import type { GraphView } from "#schemas/change/types.ts";
import type { Limits } from "#schemas/limits.ts";
import type { Chance } from "./chance.ts";
import { Device } from "./device.ts";
import { LogBook } from "./log-book.ts";
import { SEED_GRAPH } from "./seed-graph.ts";
import { Words } from "./words.ts";
import type { World } from "./world.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Starts the registry, makes two to four people with their machines, a SOP that all may edit, and opens it everywhere. */
export async function populate(world: World): Promise<void> {
  const { chance, devices, registry, timeline, database } = world;
  await registry.start();
  const people = chance.between(2, 4);
  for (let i = 0; i < people; i++) devices.push(await makeDevice(world, `agent-${i}`));
  const [owner, ...others] = devices;
  if (owner === undefined) throw new Error("a world without people");
  const created = (await world.ask(owner.key, "POST", "/v1/sop", { graph: SEED_GRAPH })) as { id: string };
  world.sop = created.id;
  for (const { agent } of others)
    await world.ask(owner.key, "PUT", `/v1/sop/${world.sop}/members/${agent}`, { role: "editor" });
  // Some have a second machine.
  for (const { agent, key } of devices.slice(0, chance.int(3))) devices.push(drawDevice(chance, agent, key));
  const first = structuredClone(SEED_GRAPH) as unknown as GraphView;
  const now = () => timeline.now;
  world.log = new LogBook(database, world.sop, first, now, (row) => {
    const edit = world.ledger.edits.get(row.id);
    // Made on a history that the registry lost, it lies literally on what is there.
    const isLiteral = edit?.base === null;
    // Such a device may know neither what its author did in that history nor that it is lost.
    const isUnaware = edit?.device.wasDiskFull === true && world.log.hasGoneBack;
    if (!isLiteral && !isUnaware) world.intents.check(row);
  });
  world.words = new Words(world.log, world.ledger);
  for (const device of devices) world.openTab(device);
}

/** Some worlds forget soon, so that a run of minutes meets what else takes weeks. */
export function drawLimits(chance: Chance): Partial<Limits> {
  if (chance.hits(0.6)) return {};
  return { log_ms: 60_000, log_versions: chance.pick([3, 10, 30]), room_idle_ms: 5000 };
}

async function makeDevice(world: World, agent: string): Promise<Device> {
  const answer = (await world.ask("", "POST", "/v1/auth/register", { agent_id: agent })) as {
    api_key: string;
  };
  return drawDevice(world.chance, agent, answer.api_key);
}

function drawDevice(chance: Chance, agent: string, key: string): Device {
  return new Device({
    agent,
    key,
    skewMs: chance.hits(0.4) ? chance.between(-DAY_MS, DAY_MS) : chance.between(-2000, 2000),
    isPage: chance.hits(0.6),
    weather: { latencyMs: chance.between(1, 60), jitterMs: chance.pick([0, 5, 50, 400]) },
  });
}
