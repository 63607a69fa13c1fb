import { DISK_ACTIONS } from "./disk-actions.ts";
import { NETWORK_ACTIONS } from "./network-actions.ts";
import { PEOPLE_ACTIONS } from "./people-actions.ts";
import { TAB_ACTIONS } from "./tab-actions.ts";
import type { World } from "./world.ts";

/** Something that happens in a run, now; what follows of it follows in simulated time. */
type Action = (world: World) => void | Promise<void>;

/** What happens, with how often it does. */
export type ActionTable = Readonly<Record<string, readonly [weight: number, act: Action]>>;

/** Everything that can happen. */
const ACTIONS: ActionTable = { ...PEOPLE_ACTIONS, ...TAB_ACTIONS, ...NETWORK_ACTIONS, ...DISK_ACTIONS };

const WEIGHTS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(ACTIONS).map(([name, [weight]]) => [name, weight]),
);

/** Has one of them happen; gives its name. */
export async function actAtRandom(world: World): Promise<string> {
  const name = world.chance.weighted(WEIGHTS);
  await ACTIONS[name]?.[1](world);
  return name;
}
