import { recordIn, type Draft } from "./draft.ts";
import { hasSeenDeath, livedInFrame } from "./frame.ts";
import type { Death, Entity } from "./record.ts";
import { valueOf, type Ref } from "./state.ts";
import { refuse, type Verdict } from "./verdict.ts";

/** The tombstone of an entity, while it is younger than the horizon: an older one says nothing any more. */
export function tombstoneOf(draft: Draft, record: Entity): Death | null {
  const { death } = record;
  return death !== null && draft.arrival - death.at <= draft.ctx.limits.horizon_ms ? death : null;
}

/** What was buried with an entity, while that is kept. */
export function buriedIn(draft: Draft, death: Death): Death["content"] {
  return draft.arrival - death.at <= draft.ctx.limits.results_ms ? death.content : null;
}

/**
 * Whether the patch may touch an entity: null when it lives and did for the author (N8, T3). `deleted` when it
 * was removed by somebody unseen, `path_not_found` when it was not there for the author.
 */
export function refuseUnlessLiving(draft: Draft, ref: Ref): Verdict | null {
  if (ref.kind === "meta") return null;
  const record = recordIn(draft, ref);
  const lives = valueOf(draft.state, ref) !== undefined;
  const death = lives ? null : tombstoneOf(draft, record);
  if (!lives && death === null) return refuse("path_not_found");
  if (livedInFrame(draft, ref, record, lives)) return death === null ? null : refuse("deleted", death);
  const seenDeath = death !== null && hasSeenDeath(draft, ref, record);
  return refuse("path_not_found", seenDeath ? death : record.birth);
}

/** T10: a node that another peer holds. */
export function refuseIfLocked(draft: Draft, ref: Ref): Verdict | null {
  if (ref.kind !== "node") return null;
  const holder = draft.ctx.lockHolder(ref.id);
  if (holder === undefined || holder === draft.patch.peer) return null;
  return { status: "rejected", code: "node_locked", by: { peer: holder, version: null } };
}
