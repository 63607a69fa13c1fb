import type { Json, JsonObject } from "../json.ts";
import { ownOrigin, recordIn, setEntity, setInside, setRecord, type Draft } from "./draft.ts";
import { hasSeenAt, hasSeenBirth, stampOver } from "./frame.ts";
import { layAgain, type Laying } from "./lay-again.ts";
import { parseIndex } from "./pointer.ts";
import type { Origin, Stamp } from "./stamp.ts";
import { compareStamps, laterStamp } from "./stamp.ts";
import { tracesOf, withRegAt } from "./registers.ts";
import type { Ref } from "./state.ts";
import { APPLIED, MERGED, NOOP, refuse, supersededBy, type Verdict } from "./verdict.ts";
import { startWalk, stepInto, walkToContainer, type Walk } from "./walk.ts";

/** What to write at a place: `value` undefined removes it. */
export interface Writing {
  readonly value: Json | undefined;
  /** The place must have been there for the author (replace, remove); an add need not find anything. */
  readonly mustExist: boolean;
}

/** T1, T2: writes or removes the place at `tokens` inside an entity (at its root: the whole entity). */
export function writeAt(draft: Draft, ref: Ref, tokens: readonly string[], writing: Writing): Verdict {
  const walk = startWalk(draft, ref, tokens);
  return writeFrom(draft, walk, tokens.length === 0 ? null : walkToContainer(draft, walk), writing);
}

/** T1, T2 from the container of the place, where a walk stands; `missing`: what it found instead of one. */
export function writeFrom(draft: Draft, walk: Walk, missing: Verdict | null, writing: Writing): Verdict {
  const lost = missing ?? (walk.tokens.length === 0 ? null : stepInto(draft, walk));
  if (lost !== null) return losesQuietly(walk, lost) ? (losesToNewer(draft, walk) ?? lost) : lost;
  if (writing.mustExist && !existedInFrame(draft, walk)) {
    return refuse("path_not_found", walk.value === undefined ? null : walk.reg?.write);
  }
  return overwrite(draft, walk, writing);
}

/** T1: what is gone by a newer write is merely superseded; a lost index op is always told (T9). */
function losesQuietly(walk: Walk, { code }: Verdict): boolean {
  const next = walk.tokens[walk.steps.length] ?? "";
  return code === "container_gone" && next !== "-" && parseIndex(next) === null;
}

/** T1, T2 at the place where a walk stands. */
function overwrite(draft: Draft, walk: Walk, writing: Writing): Verdict {
  const newer = losesToNewer(draft, walk);
  if (newer !== null) return newer;
  const { ref, steps, value: old } = walk;
  const own = stampHere(draft, walk);
  const laying: Laying = { draft, walk, own, raised: own, laid: false };
  const laid = layAgain(laying, writing.value);
  const covered = walk.reg?.write ?? null;
  const seenHere = covered === null || walk.passed.some((p) => p.write === covered && p.seen);
  const write = {
    stamp: seenHere ? laterStamp(laying.raised, covered?.stamp ?? own) : laying.raised,
    ...ownOrigin(draft),
    removed: writing.value === undefined,
    born: bornAfter(draft, walk),
  };
  const reg = withRegAt(walk.rootReg, walk.regSteps, { write, kids: laid.kids, list: null });
  setRecord(draft, ref, { ...recordIn(draft, ref), reg });
  if (steps.length === 0) setEntity(draft, ref, laid.value as JsonObject);
  else setInside(draft, ref, steps, laid.value);
  if (writing.value === undefined && old === undefined) return NOOP;
  return laying.laid || walk.shifted ? MERGED : APPLIED;
}

/** Whether the place was there for the author: as far as the writes on the way tell, and where they do not, it was. */
function existedInFrame(draft: Draft, walk: Walk): boolean {
  if (draft.patch.base === null) return walk.value !== undefined;
  const here = walk.reg?.write ?? null;
  const passedHere = here === null ? undefined : walk.passed.find((p) => p.write === here);
  if (here !== null && passedHere?.seen === false) return hasSeenBirth(draft, here.born, walk.ref);
  if (walk.value !== undefined) return true;
  return walk.passed.some((p) => !p.seen);
}

/** The stamp of the current op at the place where a walk stands: over all that was seen on the way and below (T12). */
export function stampHere(draft: Draft, walk: Walk): Stamp {
  const { reg, ref, steps, tokens, passed } = walk;
  if (reg === null || (reg.kids === null && reg.list === null)) return stampOver(draft, passed);
  const below = tracesOf(reg, steps).map(({ mark, steps: at }) => ({
    stamp: mark.stamp,
    seen: hasSeenAt(draft, mark, ref, at, tokens),
  }));
  return stampOver(draft, [...passed, ...below]);
}

/** T1: a newer write on the way that the author had not seen wins. */
function losesToNewer(draft: Draft, walk: Walk): Verdict | null {
  if (walk.passed.every((p) => p.seen)) return null;
  const own = stampHere(draft, walk);
  let winner: { readonly stamp: Stamp; readonly by: Origin } | null = null;
  for (const { write, seen } of walk.passed) {
    if (seen || compareStamps(write.stamp, own) < 0) continue;
    if (winner === null || compareStamps(write.stamp, winner.stamp) > 0)
      winner = { stamp: write.stamp, by: write };
  }
  return winner === null ? null : supersededBy(winner.by);
}

function bornAfter(draft: Draft, walk: Walk): Origin | null {
  if (walk.value === undefined) return ownOrigin(draft);
  return walk.reg?.write?.born ?? null;
}
