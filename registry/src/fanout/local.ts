import { type Fanout, patchTopic, presenceTopic, type Published, type SocketTopics } from "./fanout.ts";

/** Fan-out within one process: to its sockets by the server's own `publish`, to its streams one by one. */
export function createLocalFanout(): Fanout {
  const hearersByTopic = new Map<string, Set<(message: Published) => void>>();
  let sockets: SocketTopics | undefined;
  return {
    useSockets(topics) {
      sockets = topics;
    },
    publish(topic, message) {
      if (sockets !== undefined) publishToSockets(sockets, topic, message);
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

function publishToSockets(sockets: SocketTopics, topic: string, { type, text, withSide }: Published): void {
  if (type === "presence") return sockets.publish(presenceTopic(topic), text);
  if (withSide === undefined) return sockets.publish(topic, text);
  sockets.publish(patchTopic(topic, false), text);
  const asked = patchTopic(topic, true);
  if (sockets.hearers(asked) > 0) sockets.publish(asked, withSide());
}
