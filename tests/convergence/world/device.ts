import type { Json } from "#schemas/json.ts";
import type { QueueName, Row } from "#studio/sync/store/store.ts";
import type { Weather } from "./line.ts";

/** Somebody's browser or agent's host: a network, a clock, and a disk that outlives its tabs. */
export class Device {
  readonly agent: string;
  readonly key: string;
  /** How far its clock is ahead, ms. */
  skewMs: number;
  /** A page: it sends `Origin`, and sees close codes where a process sees a status. */
  readonly isPage: boolean;
  readonly weather: Weather;
  isOffline = false;
  /** Something on the way lets no WebSocket through. */
  blocksSockets = false;
  isDiskFull = false;
  /** Own edits may have been lost with a tab: an index in the next ones is then another one to the registry. */
  wasDiskFull = false;
  /** Queue → its rows, by kind and key. */
  readonly disk = new Map<
    string,
    { readonly queue: QueueName; readonly rows: Map<string, Row>; at: number }
  >();
  /** Names that a living tab holds. */
  readonly held = new Set<string>();
  readonly wakes = new Set<() => void>();

  constructor(parts: Pick<Device, "agent" | "key" | "skewMs" | "isPage"> & { readonly weather: Weather }) {
    this.agent = parts.agent;
    this.key = parts.key;
    this.skewMs = parts.skewMs;
    this.isPage = parts.isPage;
    this.weather = parts.weather;
  }

  setOffline(isOffline: boolean): void {
    this.isOffline = isOffline;
    if (!isOffline) for (const wake of this.wakes) wake();
  }

  /** True when some row of this client's queue tells of the patch. */
  keeps(client: string, patch: string): boolean {
    return [...this.disk.values()].some(
      ({ queue, rows }) =>
        queue.client === client && [...rows.values()].some(({ value }) => mentions(value, patch)),
    );
  }
}

/** The name under which a queue is kept. */
export function keyOf({ scope, client }: QueueName): string {
  return `${scope} ${client}`;
}

function mentions(value: Json, patch: string): boolean {
  return JSON.stringify(value).includes(`"${patch}"`);
}
