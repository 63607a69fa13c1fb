import { equalJson, isArray, type Json } from "../json.ts";
import { type Draft } from "./draft.ts";
import { writeEnd, writeHandle } from "./ends.ts";
import { refuseIfLocked, refuseUnlessLiving } from "./life.ts";
import { insertElement, removeElement } from "./lists.ts";
import { rescueEdge } from "./rescue.ts";
import { valueOf, type Ref } from "./state.ts";
import { NOOP, refuse, type Verdict } from "./verdict.ts";
import { startWalk, walkToContainer } from "./walk.ts";
import { writeFrom } from "./write.ts";

/** An add, replace or remove at a place inside an entity (or of a member beside the maps). */
export interface InsideOp {
  readonly kind: "add" | "replace" | "remove";
  readonly ref: Ref;
  readonly tokens: readonly string[];
  /** Undefined for a removal. */
  readonly value: Json | undefined;
}

/** Judges a change inside an entity by the rule for what it names: id, type, end, handle, list element or property. */
export function judgeInside(draft: Draft, op: InsideOp): Verdict {
  const { ref, tokens, value, kind } = op;
  const refusal = refuseUnlessLiving(draft, ref);
  const member = tokens.length === 1 ? tokens[0] : undefined;
  if (ref.kind === "edge" && refusal?.code === "deleted" && isEnd(member) && value !== undefined) {
    return rescueEdge(draft, ref, member, value);
  }
  if (refusal !== null) return refusal;
  const locked = refuseIfLocked(draft, ref);
  if (locked !== null) return locked;
  if (ref.kind !== "meta" && tokens[0] === "id") return refuse("invalid_id", null, "ids never change");
  if (ref.kind === "node" && tokens[0] === "type") return judgeType(draft, op);
  if (ref.kind === "edge" && isEnd(member)) {
    return value === undefined
      ? refuse("invalid", null, "an edge has both ends")
      : writeEnd(draft, ref, member, value);
  }
  if (ref.kind === "edge" && isHandle(member)) return writeHandle(draft, ref, member, value, kind !== "add");
  return judgeProperty(draft, op);
}

function judgeProperty(draft: Draft, op: InsideOp): Verdict {
  const { ref, tokens, value, kind } = op;
  const walk = startWalk(draft, ref, tokens);
  const missing = walkToContainer(draft, walk);
  if (missing === null && kind !== "replace" && isArray(walk.value)) {
    const token = tokens.at(-1) as string;
    return value === undefined ? removeElement(draft, walk, token) : insertElement(draft, walk, token, value);
  }
  return writeFrom(draft, walk, missing, { value, mustExist: kind !== "add" });
}

/** N3: the type of a node never changes; saying it again is nothing. */
function judgeType(draft: Draft, { ref, tokens, value }: InsideOp): Verdict {
  if (tokens.length > 1) return refuse("path_not_found");
  if (equalJson(valueOf(draft.state, ref)?.type, value)) return NOOP;
  return refuse("invalid", null, "the type of a node never changes");
}

function isEnd(member: string | undefined): member is "source" | "target" {
  return member === "source" || member === "target";
}

function isHandle(member: string | undefined): member is "sourceHandle" | "targetHandle" {
  return member === "sourceHandle" || member === "targetHandle";
}
