import { assembleRegistry, type RegistryParts } from "./assemble-registry.ts";
import type { Rooms } from "./room/rooms.ts";
import { startServer } from "./server.ts";

/** A registry that runs. */
export interface Registry {
  /** `http://host:port`. */
  readonly url: string;
  readonly rooms: Rooms;
  /** Finishes what was accepted, closes sockets with 1012, then the storage. Safe to call again. */
  stop(): Promise<void>;
}

/** Puts the registry together and starts to listen. Throws when the address is taken. */
export function startRegistry(parts: RegistryParts): Registry {
  const registry = assembleRegistry(parts);
  const server = startServer(registry, parts.config, parts.clock);
  let stopped: Promise<void> | undefined;
  return {
    url: server.url,
    rooms: registry.rooms,
    stop() {
      stopped ??= server.stop().then(() => registry.end());
      return stopped;
    },
  };
}
