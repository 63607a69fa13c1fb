import type { Server } from "bun";
import type { TryUpgrade } from "#registry/peer/upgrade.ts";

/** What stands around one request: where it came in. */
export interface Host {
  /** Who connected; null: gone already. */
  readonly address: string | null;
  /** Makes a socket of the request. */
  readonly upgrade: TryUpgrade;
  /** What handlers ask of the server itself; absent where nothing listens. */
  readonly server?: Pick<Server<unknown>, "timeout" | "requestIP">;
}
