import { type Fanout, presenceTopic, type Published } from "./fanout.ts";

/** Fan-out within one process: to its sockets by the server's own `publish`, to its streams one by one. */
export function createLocalFanout(): Fanout {
  const hearersByTopic = new Map<string, Set<(message: Published) => void>>();
  let toSockets: ((topic: string, text: string) => void) | undefined;
  return {
    useSockets(publish) {
      toSockets = publish;
    },
    publish(topic, message) {
      toSockets?.(message.type === "presence" ? presenceTopic(topic) : topic, message.text);
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
