import { Finding } from "./finding.ts";
import type { World } from "./world.ts";

/** Longer than every silence, grace, backoff and retry together. */
const PATIENCE_MS = 20 * 60_000;
const STEP_MS = 5000;

/** Ends every fault, opens what has something to tell, and waits until everything has come to rest. */
export async function heal(world: World): Promise<void> {
  const { registry, devices } = world;
  registry.fault = undefined;
  for (const device of devices) {
    device.blocksSockets = false;
    device.isDiskFull = false;
    device.setOffline(false);
  }
  // A stop that was under way ends first.
  await world.run(STEP_MS);
  if (registry.life === null) await registry.start();
  await restoreRoles(world);
  for (const tab of world.tabs) endGesture(world, tab);
  for (const device of devices)
    if (![...world.tabs].some((tab) => tab.device === device)) world.openTab(device);
  const until = world.timeline.now + PATIENCE_MS;
  while (world.timeline.now < until) {
    await world.run(STEP_MS);
    for (const tab of world.tabs)
      if (tab.client?.status.link.kind === "stopped")
        throw new Finding("no_quiescence", `${tab.name} ${JSON.stringify(tab.client.status.link)}`);
    if (isAtRest(world)) break;
    if (world.timeline.now > until - PATIENCE_MS / 2) openForOrphans(world);
  }
  if (!isAtRest(world)) throw new Finding("no_quiescence", whatMoves(world));
  // What is told on the side, and kept in bundles.
  await world.run(STEP_MS * 4);
}

async function restoreRoles(world: World): Promise<void> {
  const [owner, ...others] = world.devices;
  if (owner === undefined) return;
  for (const agent of new Set(others.map(({ agent }) => agent))) {
    if (agent !== owner.agent)
      await world.ask(owner.key, "PUT", `/v1/sop/${world.sop}/members/${agent}`, { role: "editor" });
  }
}

/** Whose queue nobody holds opens the SOP once more, at the latest. */
function openForOrphans(world: World): void {
  for (const device of world.devices) {
    const isOpening = [...world.tabs].some((tab) => tab.device === device && !tab.isOpen);
    const orphans = [...device.disk.entries()].filter(
      ([name, { rows }]) => rows.size > 0 && !device.held.has(name),
    );
    if (orphans.length > 0 && !isOpening) world.openTab(device);
  }
}

function endGesture(world: World, tab: World["tabs"] extends Set<infer T> ? T : never): void {
  const { gesture } = tab;
  tab.gesture = null;
  if (tab.isOpen && gesture !== null) world.promises.watch(tab, gesture.end());
}

function isAtRest(world: World): boolean {
  return world.calls.size === 0 && whatMoves(world) === "";
}

function whatMoves(world: World): string {
  const tabs = [...world.tabs].filter(({ client }) => {
    if (client === null) return true;
    const { link, unkept, kept, sent } = client.status;
    return link.kind !== "open" || unkept + kept + sent > 0 || client.version !== world.log.version;
  });
  const queues = world.devices.flatMap(({ agent, disk }) =>
    [...disk.values()]
      .filter(({ rows }) => [...rows.values()].some(({ kind }) => kind === "pending"))
      .map(({ queue }) => `queue ${agent}/${queue.client}`),
  );
  const states = tabs.map(
    ({ name, client }) => `${name} ${JSON.stringify(client?.status)} at ${client?.version}`,
  );
  return [...states, ...queues].join(", ");
}
