import type { Json } from "#schemas/json.ts";
import type { Device } from "./device.ts";
import { mustStay } from "./echo-rule.ts";
import { checkLocks } from "./lock-check.ts";
import type { NetworkEars } from "./network.ts";
import type { StorageEars } from "./registry-process.ts";
import type { World } from "./world.ts";

/** Hears what goes over the network. What must not be ends the run, and is never thrown at who spoke. */
export function createNetworkEars(world: World): NetworkEars {
  return {
    sent: (device, client, line, messages) =>
      guarded(world, () => {
        world.trace(`${device.agent}/${client} sends ${JSON.stringify(messages)}`);
        const around = {
          isKeeping: keepsOnDisk(world, device, client),
          mayLoseBase: world.log.hasGoneBack || world.hasForgotten,
          isJudged: (peer: string, patch: string) => world.log.judged.has(`${peer} ${patch}`),
        };
        for (const message of messages) world.ledger.sent(device, client, line, message as Json, around);
      }),
    told: (text) =>
      guarded(world, () => {
        if (text.includes('"outcome"') || text.startsWith("[")) world.trace(`the registry tells ${text}`);
        world.words?.told(text);
      }),
    arrives: (machine, text) =>
      guarded(world, () => {
        for (const tab of world.tabs) {
          if (tab.machine !== machine) continue;
          world.trace(`${tab.name} hears ${text}`);
          tab.watch?.arrives(text, (patch) => mustStay(world, patch));
        }
      }),
  };
}

/** Hears what goes to the registry's disk. */
export function createStorageEars(world: World): StorageEars {
  return {
    appending: (group) =>
      guarded(world, () => {
        const room = world.registry.life?.assembled.rooms.peek(world.sop);
        if (room !== undefined) checkLocks(group, room.company.locks.table);
      }),
    wrote: (group) => world.log?.wrote(group),
  };
}

/** False: this client has said that it has edits in memory alone. */
function keepsOnDisk({ tabs }: World, device: Device, client: string): boolean {
  return ![...tabs].some(
    (tab) => tab.device === device && tab.client?.client === client && tab.client.status.storeError !== null,
  );
}

function guarded(world: World, work: () => void): void {
  try {
    work();
  } catch (error) {
    world.failed(error);
  }
}
