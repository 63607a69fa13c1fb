import type { Cancel } from "../env.ts";
import type { QueueName } from "./store.ts";

/** Names that are held inside this process. */
export interface HeldNames {
  /** Null: it is held. */
  hold(queue: QueueName): Cancel | null;
  freeAll(): void;
}

/** A queue's name as one string; a client's name holds no colon, so no two queues share one. */
export function labelOf({ scope, client }: QueueName): string {
  return `sop:${scope}:${client}`;
}

/** Makes an empty set of names. */
export function createHeldNames(): HeldNames {
  const releases = new Map<string, Cancel>();
  return {
    hold(queue) {
      const label = labelOf(queue);
      if (releases.has(label)) return null;
      // A release that comes twice must not free what somebody else holds by then.
      const release = () => {
        if (releases.get(label) === release) releases.delete(label);
      };
      releases.set(label, release);
      return release;
    },
    freeAll: () => releases.clear(),
  };
}
