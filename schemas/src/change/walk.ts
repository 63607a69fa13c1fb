import { isArray, isObject, member, type Json } from "../json.ts";
import type { Draft } from "./draft.ts";
import { hasSeenAt, hasSeenBirth } from "./frame.ts";
import { frameList } from "./list-frame.ts";
import { findElement, unframed, type FramedList } from "./list.ts";
import { EMPTY_REG, type Reg, type Write } from "./record.ts";
import { withRegAt, type RegStep } from "./registers.ts";
import { recordIn } from "./draft.ts";
import { valueOf, type Ref } from "./state.ts";
import type { Stamp } from "./stamp.ts";
import type { Step } from "./value.ts";
import { refuse, type Verdict } from "./verdict.ts";

/** A way from an entity's root down to a place, in the value and in the registers side by side. */
export interface Walk {
  readonly ref: Ref;
  /** The path as its author wrote it: all of it, and how much of it is walked. */
  readonly tokens: readonly string[];
  /** Where it is in the value … */
  readonly steps: Step[];
  /** … and in the registers. */
  readonly regSteps: RegStep[];
  /** The registers of the whole entity, with lists made for the arrays that were passed. */
  rootReg: Reg | null;
  value: Json | undefined;
  reg: Reg | null;
  /** The writes passed, that at the place itself included; each with whether the author had seen it. */
  readonly passed: { readonly write: Write; readonly stamp: Stamp; readonly seen: boolean }[];
  /** An index that now means another place than its author wrote. */
  shifted: boolean;
}

/** A walk that stands at an entity's root. */
export function startWalk(draft: Draft, ref: Ref, tokens: readonly string[]): Walk {
  const reg = recordIn(draft, ref).reg;
  const walk: Walk = {
    ref,
    tokens,
    steps: [],
    regSteps: [],
    rootReg: reg,
    value: valueOf(draft.state, ref),
    reg,
    passed: [],
    shifted: false,
  };
  pass(draft, walk);
  return walk;
}

/** Walks to the container of the last token, or says why there is none. */
export function walkToContainer(draft: Draft, walk: Walk): Verdict | null {
  for (let depth = 0; depth < walk.tokens.length - 1; depth++) {
    const refusal = stepInto(draft, walk);
    if (refusal !== null) return refusal;
    const write = walk.reg?.write ?? null;
    const unborn = write !== null && !write.removed && !hasSeenBirth(draft, write.born, walk.ref);
    if (unborn && !walk.passed.some((p) => p.seen && p.write === write))
      return refuse("path_not_found", write);
  }
  return isObject(walk.value) || isArray(walk.value) ? null : missing(walk);
}

/** Takes one step: to a member (which may be absent), or to the element that the author's index means. */
export function stepInto(draft: Draft, walk: Walk): Verdict | null {
  const token = walk.tokens[walk.steps.length] as string;
  if (isObject(walk.value)) {
    walk.steps.push(token);
    walk.regSteps.push(token);
    walk.value = member(walk.value, token);
    walk.reg = walk.reg?.kids?.[token] ?? null;
  } else if (isArray(walk.value)) {
    const items = walk.value;
    const list = listAt(draft, walk);
    if ("status" in list) return list;
    const found = findElement(list, token);
    if ("status" in found) return found;
    walk.shifted ||= found.index !== Number(token);
    walk.steps.push(found.index);
    walk.regSteps.push(found.place);
    walk.value = items[found.index];
    walk.reg = list.slots[found.place]?.reg ?? null;
  } else return missing(walk);
  pass(draft, walk);
  return null;
}

/**
 * The list of the array where the walk stands, in the author's frame; it is put among the walk's registers, so that
 * a write below keeps it.
 */
export function listAt(draft: Draft, walk: Walk): FramedList | Verdict {
  const { ref, tokens, reg } = walk;
  const length = isArray(walk.value) ? walk.value.length : 0;
  const depth = walk.steps.length;
  const list = frameList(draft, { ref, tokens, depth, length, reg, replacedBy: unseenOnTheWay(walk) });
  if (!("status" in list) && (reg === null || reg.list === null)) {
    walk.reg = { ...(reg ?? EMPTY_REG), list: unframed(list) };
    walk.rootReg = withRegAt(walk.rootReg, walk.regSteps, walk.reg);
  }
  return list;
}

/** The deepest write on the way that the author had not seen. */
function unseenOnTheWay(walk: Walk): Write | null {
  return walk.passed.findLast((p) => !p.seen)?.write ?? null;
}

/** Nothing holds the next token: because of an unseen write (T2), or there never was anything. */
function missing(walk: Walk): Verdict {
  const cause = unseenOnTheWay(walk);
  return cause === null ? refuse("path_not_found") : refuse("container_gone", cause);
}

function pass(draft: Draft, walk: Walk): void {
  const write = walk.reg?.write;
  if (write === null || write === undefined) return;
  const here = draft.tested.length === 0 ? [] : walk.tokens.slice(0, walk.steps.length);
  const seen = hasSeenAt(draft, write, walk.ref, here, walk.tokens);
  walk.passed.push({ write, stamp: write.stamp, seen });
}
