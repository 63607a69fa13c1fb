import type { ActionTable } from "./actions.ts";
import type { Breakable } from "./network.ts";
import type { World } from "./world.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What happens on the way, and to time itself. */
export const NETWORK_ACTIONS: ActionTable = {
  cut: [4, (world) => onConnection(world, (connection) => connection.cut())],
  swallow: [
    2,
    (world) =>
      onConnection(world, (connection) => connection.swallow(world.chance.pick(["up", "down", "both"]))),
  ],
  goOffline: [3, (world) => setOffline(world, true)],
  comeOnline: [4, (world) => setOffline(world, false)],
  blockSockets: [
    1,
    (world) => {
      const device = world.chance.pick(world.devices);
      device.blocksSockets = !device.blocksSockets;
      for (const connection of world.network.connections) if (connection.device === device) connection.cut();
    },
  ],
  /** Somebody sets a clock, or a battery is empty. */
  setClock: [
    2,
    ({ chance, devices }) => {
      const device = chance.pick(devices);
      device.skewMs = chance.hits(0.3) ? 0 : chance.between(-DAY_MS, DAY_MS);
    },
  ],
  wait: [5, (world) => world.run(world.chance.between(1000, 30_000))],
  /** Everything sleeps, from minutes to weeks; whoever was offline before it was so for as long. */
  leap: [
    1.5,
    (world) => {
      const { chance, timeline } = world;
      timeline.leap(
        chance.weighted({ minutes: 5, hours: 3, days: 2, weeks: 1 }) === "minutes"
          ? chance.between(1, 20) * MINUTE_MS
          : chance.pick([2 * HOUR_MS, 20 * HOUR_MS, 3 * DAY_MS, 8 * DAY_MS, 29 * DAY_MS]),
      );
    },
  ],
};

function onConnection(world: World, act: (connection: Breakable) => void): void {
  const { connections } = world.network;
  if (connections.size > 0) act(world.chance.pick([...connections]));
}

function setOffline(world: World, isOffline: boolean): void {
  const device = world.chance.pick(world.devices);
  device.setOffline(isOffline);
  if (!isOffline) return;
  for (const connection of world.network.connections) {
    if (connection.device !== device) continue;
    if (world.chance.hits(0.5)) connection.cut();
    else connection.swallow("both");
  }
}
