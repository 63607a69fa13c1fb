import type { ActivityItem, SharingEvent } from "#registry/storage/sharing.ts";
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

/** A change of who may do what. */
export interface SharingChange {
  readonly kind: "sharing";
  readonly at: number;
  readonly by: string;
  readonly event: SharingEvent;
}

/** Where the next page begins: below the lowest version and event that were told. */
export interface ActivityPlace {
  readonly versionBelow?: number | undefined;
  readonly seqBelow?: number | undefined;
}

/** A longer pause than this ends a sitting: people come back from lunch, not from a phone call. */
export const PAUSE_MS = 30 * 60_000;

/**
 * Groups what happened (newest first) into sittings, each told at its newest patch, and changes of rights between
 * them; stops before the entry that would be one more than `most`. `place` is below what was used.
 */
export function groupActivity(items: readonly ActivityItem[], most: number, start: ActivityPlace = {}) {
  const entries: (Sitting | SharingChange)[] = [];
  const open = new Map<string, Sitting>();
  let { versionBelow, seqBelow } = start;
  let used = 0;
  for (const item of items) {
    const sitting = item.kind === "patch" ? continued(open, item) : undefined;
    if (sitting === undefined && entries.length >= most) break;
    if (item.kind === "sharing") {
      entries.push({ kind: "sharing", at: item.at, by: item.by, event: item.event });
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
