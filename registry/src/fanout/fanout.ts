import type { Encoded } from "#registry/room/types.ts";

/** What travels: a message as it is encoded once for everybody. */
export type Published = Encoded;

/** Patches go by a topic of their own, so that who asked for what stands beside them hears them with it. */
export function patchTopic(topic: string, hasSide: boolean): string {
  return `${topic}#${hasSide ? "patches-with-side" : "patches"}`;
}

/** The sockets of this process, by the topics that they subscribed to. */
export interface SocketTopics {
  publish(topic: string, text: string): void;
  /** How many there are. */
  hearers(topic: string): number;
}

/** Presence goes by a topic of its own, so that a slow reader can leave it and miss nothing else. */
export function presenceTopic(topic: string): string {
  return `${topic}#presence`;
}

/**
 * The fan-out port: takes what a room publishes to everybody who listens to it.
 * Promises: in order per topic; what is published within one tick leaves together; never rejects or throws.
 */
export interface Fanout {
  publish(topic: string, message: Published): void;
  /** Hears a topic until the returned function is called (SSE listeners; sockets subscribe by themselves). */
  listen(topic: string, hear: (message: Published) => void): () => void;
  /** Publishes to these from now on, since the server is there. */
  useSockets(sockets: SocketTopics): void;
}
