import type { Json } from "#schemas/json.ts";
import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import type { Device } from "./device.ts";
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
        const isKeeping = keepsOnDisk(world, device, client);
        for (const message of messages) world.ledger.sent(device, client, line, message as Json, isKeeping);
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
          tab.watch?.arrives(text, (patch) => isPlain(world, patch));
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

/**
 * True where the registry said nothing of this patch but that it stands, and nobody wrote in the same entities
 * meanwhile: between concurrent inserts of one list the registry alone knows the order.
 */
function isPlain({ ledger, words, log }: World, { id, version, ops: effects }: PatchEvent): boolean {
  const edit = ledger.edits.get(id);
  if (edit === undefined || edit.base === null || words.hasOutcome(id)) return false;
  // What it did counts too: a removal takes edges along that its author had never seen.
  const mine = new Set([...edit.ops, ...effects].map(({ path }) => entityOf(path)));
  const meanwhile = log.rows.slice(edit.base, version - 1);
  return !meanwhile.some(
    ({ peer, ops }) => peer !== edit.peer && ops.some(({ path }) => mine.has(entityOf(path))),
  );
}

function entityOf(path: string): string {
  return path.split("/").slice(0, 3).join("/");
}

function guarded(world: World, work: () => void): void {
  try {
    work();
  } catch (error) {
    world.failed(error);
  }
}
