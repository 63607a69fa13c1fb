import type { JsonObject } from "../json.ts";
import {
  dropEntity,
  notify,
  ownOrigin,
  pathOf,
  recordIn,
  setInside,
  setRecord,
  type Draft,
} from "./draft.ts";
import { candidatesOf, END_KEYS, HANDLE_OF, setCandidates, topOf } from "./ends.ts";
import { hasSeenAt, hasSeenBirth, hasSeenDeath, hasSeenEntity, livedInFrame, stampOver } from "./frame.ts";
import { refuseIfLocked, tombstoneOf } from "./life.ts";
import type { Candidate, Death, DeathCause, EndKey } from "./record.ts";
import { tracesOf } from "./registers.ts";
import { compareStamps, laterStamp, type Stamp } from "./stamp.ts";
import { edgesOf, isAlive, valueOf, type Ref } from "./state.ts";
import { valueAt, withKey } from "./value.ts";
import { APPLIED, NOOP, refuse, supersededBy, type Verdict } from "./verdict.ts";

/** T3, T6: an entity goes, a node with its edges. */
export function removeEntity(draft: Draft, ref: Ref): Verdict {
  const record = recordIn(draft, ref);
  const content = valueOf(draft.state, ref);
  if (content === undefined) return removeDead(draft, ref);
  if (!livedInFrame(draft, ref, record, true)) return refuse("path_not_found", record.birth);
  const locked = refuseIfLocked(draft, ref);
  if (locked !== null) return locked;
  const stamp = stampOfRemoval(draft, ref);
  const { birth } = record;
  const reborn = birth !== null && !hasSeenBirth(draft, birth, ref);
  if (reborn && compareStamps(birth.stamp, stamp) > 0) return supersededBy(birth);
  if (ref.kind === "node")
    for (const edge of [...edgesOf(draft.state, ref.id)].sort()) detach(draft, edge, ref.id, stamp);
  bury(draft, ref, "explicit", stamp);
  return APPLIED;
}

/** T3: what is gone already stays gone; a removal that did not know of the other leaves its stamp. */
function removeDead(draft: Draft, ref: Ref): Verdict {
  const record = recordIn(draft, ref);
  const death = tombstoneOf(draft, record);
  if (death === null) return refuse("path_not_found");
  if (hasSeenDeath(draft, ref, record)) return NOOP;
  if (!livedInFrame(draft, ref, record, false)) return refuse("path_not_found", record.birth);
  const stamp = laterStamp(death.stamp, stampOfRemoval(draft, ref));
  const also = [...death.also, ownOrigin(draft)];
  setRecord(draft, ref, { ...record, death: { ...death, stamp, also, cause: "explicit" } });
  return NOOP;
}

/** T6: what becomes of an edge of a node that goes. */
function detach(draft: Draft, id: string, node: string, stamp: Stamp): void {
  const ref: Ref = { kind: "edge", id };
  const { birth } = recordIn(draft, ref);
  if (birth !== null && !hasSeenEntity(draft, birth, ref)) {
    notify(draft, birth, "edge_rejected", pathOf(ref, []), {
      op: "add",
      value: valueOf(draft.state, ref),
    });
    bury(draft, ref, "rejected", stamp);
    return;
  }
  const tops = END_KEYS.map((end) => dropUnseenOnto(draft, ref, end, node));
  if (tops.every((top) => top !== node && isAlive(draft.state, top))) {
    END_KEYS.forEach((end, i) => setInside(draft, ref, [end], tops[i]));
  } else bury(draft, ref, "cascade", stamp, tops);
}

/** T6b: candidates onto a dead node that the remover had not seen fall away; gives the end that is left on top. */
function dropUnseenOnto(draft: Draft, ref: Ref, end: EndKey, node: string): string | null {
  const all = candidatesOf(recordIn(draft, ref), valueOf(draft.state, ref) as JsonObject, end);
  const falls = ({ value, mark }: Candidate) =>
    mark !== null &&
    !hasSeenAt(draft, mark, ref, [end], [end]) &&
    (value === node || !isAlive(draft.state, value ?? undefined));
  const kept = all.filter((candidate) => !falls(candidate));
  if (kept.length < all.length) {
    for (const candidate of all.filter(falls)) {
      const value = candidate.value as string;
      if (candidate.mark !== null)
        notify(draft, candidate.mark, "retarget_rejected", pathOf(ref, [end]), { op: "replace", value });
    }
    setCandidates(draft, ref, { [end]: kept });
  }
  return kept.length === 0 ? null : topOf(kept).value;
}

/**
 * Lays an entity to rest; authors of unseen edits in it are told. `ends`: those that an edge is buried with, the
 * candidates that are left.
 */
function bury(
  draft: Draft,
  ref: Ref,
  cause: DeathCause,
  stamp: Stamp,
  ends: readonly (string | null)[] = [],
): void {
  const value = valueOf(draft.state, ref) as JsonObject;
  const content = END_KEYS.reduce((edge, end, i) => (ends[i] ? withKey(edge, end, ends[i]) : edge), value);
  if (cause !== "rejected") tellDiscarded(draft, ref, content);
  const death: Death = { stamp, ...ownOrigin(draft), at: draft.arrival, cause, also: [], content };
  setRecord(draft, ref, { ...recordIn(draft, ref), death });
  dropEntity(draft, ref);
}

function tellDiscarded(draft: Draft, ref: Ref, content: JsonObject): void {
  const record = recordIn(draft, ref);
  for (const { mark, op, steps } of tracesOf(record.reg, [])) {
    if (hasSeenAt(draft, mark, ref, steps, [])) continue;
    const value = valueAt(content, steps);
    notify(draft, mark, "discarded", pathOf(ref, steps), {
      op,
      ...(value !== undefined && { value }),
      buried: content,
    });
  }
  for (const key of [...END_KEYS, ...Object.values(HANDLE_OF)]) {
    for (const { mark, value } of record.ends?.[key] ?? []) {
      if (mark === null || hasSeenAt(draft, mark, ref, [key], [])) continue;
      notify(draft, mark, "discarded", pathOf(ref, [key]), {
        op: "replace",
        ...(value !== null && { value }),
        buried: content,
      });
    }
  }
}

/** Over the birth and every write in the entity that the remover had seen. */
function stampOfRemoval(draft: Draft, ref: Ref): Stamp {
  const { birth, reg } = recordIn(draft, ref);
  const traces = tracesOf(reg, []).map(({ mark, steps }) => ({
    stamp: mark.stamp,
    seen: hasSeenAt(draft, mark, ref, steps, []),
  }));
  const born = birth === null ? [] : [{ stamp: birth.stamp, seen: hasSeenEntity(draft, birth, ref) }];
  return stampOver(draft, [...born, ...traces]);
}
