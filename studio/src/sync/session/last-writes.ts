import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import type { LastWrite } from "../types.ts";

/** What others wrote of late, to be asked by place. */
export interface LastWrites {
  /** Somebody else's committed patch. */
  heard(event: PatchEvent): void;
  at(path: string): LastWrite | null;
}

/** Who wrote it is asked within the seconds of a burst of typing; a room that is busy makes some dozen versions in that. */
const MOST_KEPT = 500;

export function createLastWrites(): LastWrites {
  const events: PatchEvent[] = [];
  return {
    heard(event) {
      events.push(event);
      if (events.length > 2 * MOST_KEPT) events.splice(0, MOST_KEPT);
    },
    at(path) {
      for (const { ops, agent, peer, version } of events.toReversed()) {
        const write = ops.findLast((op) => isWithin(op.path, path) || isWithin(path, op.path));
        if (write === undefined) continue;
        const isThere = write.path === path && write.op !== "remove";
        return { agent, peer, version, ...(isThere && { value: write.value }) };
      }
      return null;
    },
  };
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}
