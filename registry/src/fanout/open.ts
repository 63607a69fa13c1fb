import type { Fanout } from "./fanout.ts";
import { createLocalFanout } from "./local.ts";

/** Opens the fan-out. There is one registry so far, so nothing has to travel. */
export function openFanout(): Fanout {
  return createLocalFanout();
}
