import { isObject, member, type Json, type JsonObject } from "../json.ts";
import { notify, pathOf, type Draft } from "./draft.ts";
import { hasSeenAt } from "./frame.ts";
import type { Reg } from "./record.ts";
import { tracesOf } from "./registers.ts";
import { compareStamps, laterStamp, type Stamp } from "./stamp.ts";
import { valueAt, withKey, withoutKey, type Step } from "./value.ts";
import type { Walk } from "./walk.ts";

/** A write in progress over what others wrote below its place. */
export interface Laying {
  readonly draft: Draft;
  readonly walk: Walk;
  /** The stamp of the write. */
  readonly own: Stamp;
  /** At least that of every unseen write which was covered (I5). */
  raised: Stamp;
  /** Something newer was laid on the new value again. */
  laid: boolean;
}

type Kids = Readonly<Record<string, Reg>> | null;

/**
 * T1: lays newer unseen writes below the place on the new value again, where their parent is still an object there;
 * what finds no place, and every unseen list op, is lost and its author told. Gives the registers that stay.
 */
export function layAgain(
  laying: Laying,
  value: Json | undefined,
): { readonly kids: Kids; readonly value: Json | undefined } {
  const { walk } = laying;
  if (walk.reg === null || (walk.reg.kids === null && walk.reg.list === null)) return { kids: null, value };
  return layKids(laying, walk.reg, { steps: walk.steps, old: walk.value }, value);
}

interface Place {
  readonly steps: readonly Step[];
  readonly old: Json | undefined;
}

function layKids(
  laying: Laying,
  reg: Reg,
  at: Place,
  value: Json | undefined,
): { readonly kids: Kids; readonly value: Json | undefined } {
  const kids: Record<string, Reg> = Object.create(null);
  let result = value;
  for (const key in reg.kids) {
    const kid = reg.kids[key] as Reg;
    const below: Place = {
      steps: [...at.steps, key],
      old: isObject(at.old) ? member(at.old, key) : undefined,
    };
    if (isNewerUnseen(laying, kid, below.steps)) {
      if (isObject(result)) {
        result =
          below.old === undefined ? (withoutKey(result, key) as JsonObject) : withKey(result, key, below.old);
        kids[key] = kid;
        laying.laid = true;
      } else lose(laying, kid, below.steps);
    } else {
      if (kid.write !== null) laying.raised = laterStamp(laying.raised, kid.write.stamp);
      const inner = isObject(result) ? member(result, key) : undefined;
      const laid = layKids(laying, kid, below, inner);
      if (laid.kids !== null) kids[key] = { write: null, kids: laid.kids, list: null };
      if (isObject(result) && laid.value !== inner) result = withKey(result, key, laid.value as Json);
    }
  }
  if (reg.list !== null) lose(laying, { ...reg, write: null, kids: null }, at.steps);
  return { kids: Object.keys(kids).length === 0 ? null : kids, value: result };
}

function isNewerUnseen(laying: Laying, reg: Reg, steps: readonly Step[]): boolean {
  const { write } = reg;
  return write !== null && !isSeen(laying, write, steps) && compareStamps(write.stamp, laying.own) > 0;
}

/** Tells the authors of what is lost unseen at and below a place: newer writes, and list ops of any age. */
function lose(laying: Laying, reg: Reg, steps: readonly Step[]): void {
  const { draft, walk } = laying;
  for (const trace of tracesOf(reg, steps)) {
    const isNewer = compareStamps(trace.mark.stamp, laying.own) > 0;
    if (isNewer) laying.raised = laterStamp(laying.raised, trace.mark.stamp);
    if (isSeen(laying, trace.mark, trace.steps) || !(trace.inList || isNewer)) continue;
    const value = valueAt(walk.value, trace.steps.slice(walk.steps.length));
    notify(draft, trace.mark, "overwritten", pathOf(walk.ref, trace.steps), {
      op: trace.op,
      ...(value !== undefined && { value }),
    });
  }
}

function isSeen(
  laying: Laying,
  mark: { readonly version: number; readonly peer: string },
  steps: readonly Step[],
): boolean {
  return hasSeenAt(laying.draft, mark, laying.walk.ref, steps, laying.walk.tokens);
}
