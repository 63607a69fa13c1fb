import type { PendingPatch } from "../core/pending.ts";
import type { Queue } from "../core/queue.ts";
import type { Env } from "../env.ts";
import type { Link, LinkEnd } from "../link/link.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { saysWhere } from "./lost-frames.ts";
import { CLOSE } from "#schemas/protocol/close-codes.ts";

/** Brings the queue to the registry, in order, and knows what is on its way. */
export interface Sender {
  /** A new connection: nothing was sent on it. */
  opened(): void;
  /** Sends what may go. */
  flush(): void;
  /** The connection ended. Gives a patch that ended three of them: it must not go again by itself. */
  ended(end: LinkEnd): PendingPatch | null;
}

/** Far below what the registry lets wait per peer (1,000), far above what a round trip needs. */
const IN_FLIGHT = 200;
/** A connection that ends so soon after a patch was sent may have ended by it. */
const SUSPECT_MS = 2000;
/** TRANSFORM "Client": a patch whose sending ended this many sockets is set aside. */
const MOST_ENDINGS = 3;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Ends that say where the fault is: not in what was sent. */
const INNOCENT: ReadonlySet<number> = new Set([
  CLOSE.normal,
  CLOSE.going_away,
  CLOSE.restart,
  CLOSE.overloaded,
  CLOSE.silent,
  CLOSE.too_many,
  CLOSE.storage,
  CLOSE.unauthenticated,
  CLOSE.forbidden,
  CLOSE.not_found,
  CLOSE.replaced,
  CLOSE.deleted,
  CLOSE.outdated,
]);

export function createSender(
  queue: Queue,
  link: () => Pick<Link, "send">,
  env: Pick<Env, "now">,
  serverNow: () => number,
): Sender {
  /** After a suspicious end patches go one by one, so that the next end names the one that does it. */
  let isCareful = false;

  return {
    opened() {
      for (const patch of queue.all()) patch.sentAt = null;
    },
    flush() {
      let onTheWay = 0;
      for (const patch of queue.all()) {
        const goesAlone = isCareful || (saysWhere(patch) && isNearlyTooOld(patch));
        const mayGo = patch.mayGo && (onTheWay === 0 || !goesAlone);
        if (patch.sentAt === null && (!mayGo || !send(patch))) return;
        onTheWay++;
        if (goesAlone || onTheWay >= IN_FLIGHT) return;
      }
      if (onTheWay === 0) isCareful = false;
    },
    ended({ code }) {
      const first = firstSent(queue);
      if (first === null || INNOCENT.has(code)) return null;
      if (env.now() - (first.sentAt ?? 0) > SUSPECT_MS) return null;
      const wasAlone = isCareful;
      isCareful = true;
      if (wasAlone || first.endings === 0) first.endings++;
      return first.endings >= MOST_ENDINGS ? first : null;
    },
  };

  /** It may be refused unjudged (T13): then what stands on it is to be held back. */
  function isNearlyTooOld({ made }: PendingPatch): boolean {
    return serverNow() - made.ts > DEFAULT_LIMITS.horizon_ms - DAY_MS;
  }

  function send(patch: PendingPatch): boolean {
    const { id, base, ts, ops, atomic } = patch.made;
    const isSent = link().send({ type: "patch", id, base, ts, ops: [...ops], ...(atomic && { atomic }) });
    if (isSent) patch.sentAt = env.now();
    return isSent;
  }
}

function firstSent(queue: Queue): PendingPatch | null {
  for (const patch of queue.all()) if (patch.sentAt !== null) return patch;
  return null;
}
