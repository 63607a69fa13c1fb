import type { ActivityItem, SopEvent } from "#registry/storage/sharing.ts";
import { agentOf } from "#schemas/ids.ts";

/** What one author did without a longer pause. Times in ms. */
export interface Sitting {
  readonly kind: "sitting";
  readonly agent: string;
  from: number;
  to: number;
  first_version: number;
  last_version: number;
  patches: number;
}

/** A change of who may do what, or something done with the history. */
export interface Happening {
  readonly kind: "event";
  readonly at: number;
  readonly by: string;
  readonly event: SopEvent;
}

/** Where the next page begins: below the lowest version and event that were told. */
export interface ActivityPlace {
  readonly versionBelow?: number | undefined;
  readonly seqBelow?: number | undefined;
}

/** A longer pause than this ends a sitting: people come back from lunch, not from a phone call. */
export const PAUSE_MS = 30 * 60_000;

/**
 * Groups what happened (newest first) into sittings, each told at its newest patch, and what happened between them;
 * a version that an event tells of is no sitting's. Stops before the entry that would be one more than `most`. `place` is below what was used.
 */
export function groupActivity(items: readonly ActivityItem[], most: number, start: ActivityPlace = {}) {
  const entries: (Sitting | Happening)[] = [];
  const open = new Map<string, Sitting>();
  const told = toldVersions(items);
  let { versionBelow, seqBelow } = start;
  let used = 0;
  for (const item of items) {
    if (item.kind === "patch" && told.has(item.version)) {
      // The event beside it says more.
      versionBelow = item.version;
      used += 1;
      continue;
    }
    const sitting = item.kind === "patch" ? continued(open, item) : undefined;
    if (sitting === undefined && entries.length >= most) break;
    if (item.kind === "event") {
      entries.push({ kind: "event", at: item.at, by: item.by, event: item.event });
      seqBelow = item.seq;
    } else {
      if (sitting === undefined) entries.push(begin(open, item));
      else extend(sitting, item);
      versionBelow = item.version;
    }
    used += 1;
  }
  return { entries, place: { versionBelow, seqBelow }, isAllUsed: used === items.length };
}

/** Versions that the registry made for somebody. */
function toldVersions(items: readonly ActivityItem[]): ReadonlySet<number> {
  const events = items.flatMap((item) => (item.kind === "event" ? [item.event] : []));
  return new Set(
    events.flatMap((event) =>
      event.kind === "restored" || event.kind === "reverted" ? [event.version] : [],
    ),
  );
}

type Patch = Extract<ActivityItem, { kind: "patch" }>;

function continued(open: ReadonlyMap<string, Sitting>, { peer, at }: Patch): Sitting | undefined {
  const sitting = open.get(agentOf(peer));
  return sitting !== undefined && sitting.from - at <= PAUSE_MS ? sitting : undefined;
}

function begin(open: Map<string, Sitting>, { peer, at, version }: Patch): Sitting {
  const agent = agentOf(peer);
  const range = { from: at, to: at, first_version: version, last_version: version };
  const sitting: Sitting = { kind: "sitting", agent, ...range, patches: 1 };
  open.set(agent, sitting);
  return sitting;
}

function extend(sitting: Sitting, { at, version }: Patch): void {
  sitting.from = at;
  sitting.first_version = version;
  sitting.patches += 1;
}
