import type { Encoded } from "#registry/room/types.ts";
import type { Fanout } from "./fanout.ts";

/** Fan-out within this process: to its sockets by the server's own `publish`, to its streams one by one. */
export interface LocalFanout extends Fanout {
  /** Tells how to publish to the sockets that subscribed to a topic, once the server is there. */
  useSockets(publish: (topic: string, text: string) => void): void;
}

/** Makes the fan-out of a single registry. */
export function createLocalFanout(): LocalFanout {
  const hearersByTopic = new Map<string, Set<(message: Encoded) => void>>();
  let toSockets: ((topic: string, text: string) => void) | undefined;
  return {
    useSockets(publish) {
      toSockets = publish;
    },
    publish(topic, message) {
      toSockets?.(topic, message.text);
      for (const hear of hearersByTopic.get(topic) ?? []) hear(message);
    },
    listen(topic, hear) {
      const hearers = hearersByTopic.get(topic) ?? new Set();
      hearersByTopic.set(topic, hearers.add(hear));
      return () => {
        hearers.delete(hear);
        if (hearers.size === 0 && hearersByTopic.get(topic) === hearers) hearersByTopic.delete(topic);
      };
    },
  };
}
