import type { Encoded } from "#registry/room/types.ts";

/**
 * The fan-out port: takes what a room publishes to everybody who listens to it.
 * Promises: in order per topic; what is published within one tick leaves together; never rejects or throws.
 */
export interface Fanout {
  publish(topic: string, message: Encoded): void;
  /** Hears a topic until the returned function is called (SSE listeners; sockets subscribe by themselves). */
  listen(topic: string, hear: (message: Encoded) => void): () => void;
  /** Tells how to publish to this process's sockets that subscribed to a topic, once the server is there. */
  useSockets(publish: (topic: string, text: string) => void): void;
}
