import type { ActionTable } from "./actions.ts";
import type { World } from "./world.ts";

/** What happens to the registry and to disks. */
export const DISK_ACTIONS: ActionTable = {
  killRegistry: [1, (world) => world.registry.kill()],
  stopRegistry: [1, (world) => void world.registry.stop().catch((error: unknown) => world.failed(error))],
  appendFault: [
    3,
    (world) => {
      if (world.registry.life === null) return;
      const faults = ["cut_before", "cut_in", "cut_after", "disk_full", "failed_fsync"] as const;
      world.registry.fault = world.chance.pick(faults);
    },
  ],
  backUp: [1, backUp],
  restore: [0.6, restore],
  fillDevice: [
    1,
    (world) => {
      const device = world.chance.pick(world.devices);
      device.isDiskFull = true;
      device.wasDiskFull = true;
    },
  ],
  emptyDevice: [2, (world) => void (world.chance.pick(world.devices).isDiskFull = false)],
};

async function backUp(world: World): Promise<void> {
  world.registry.kill();
  await world.log.catchUp();
  const name = `backup-${world.backups.length}`;
  await world.database.backup(name);
  world.backups.push({ name, book: world.log.copy() });
}

async function restore(world: World): Promise<void> {
  if (world.backups.length === 0) return;
  world.registry.kill();
  await world.log.catchUp();
  const { name, book } = world.chance.pick(world.backups);
  await world.database.restore(name);
  world.log.wentBack(book);
  world.words.wentBack();
}
