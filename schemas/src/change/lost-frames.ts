import { isArray, isObject, member, type Json } from "../json.ts";
import { recordIn, setRecord, type Draft } from "./draft.ts";
import { hasSeenDeath } from "./frame.ts";
import { tombstoneOf } from "./life.ts";
import { arrayKey } from "./list-frame.ts";
import { parseIndex } from "./pointer.ts";
import { valueOf, type Ref } from "./state.ts";
import type { ParsedOp } from "./syntax.ts";
import { targetOf } from "./target.ts";

/**
 * T9: an index op that was refused would bend the indices that its author wrote after it; so until the author's
 * base reaches this version, their further index ops on that array are `frame_lost`.
 */
export function loseFrames(draft: Draft, refused: readonly ParsedOp[]): void {
  for (const { tokens, from } of refused) {
    for (const path of from === null ? [tokens] : [from, tokens]) {
      const array = arrayOf(draft, path);
      if (array !== null) markLost(draft, array.ref, array.key);
    }
  }
}

/** The outermost array that a path indexes; null where it indexes none. */
function arrayOf(draft: Draft, path: readonly string[]): { readonly ref: Ref; readonly key: string } | null {
  const target = targetOf(path);
  if (target.kind !== "inside") return null;
  const { ref, tokens } = target;
  if (valueOf(draft.state, ref) === undefined && !isGoneUnseen(draft, ref)) return null;
  let value: Json | undefined = valueOf(draft.state, ref);
  for (const [depth, token] of tokens.entries()) {
    const unknown = value === undefined && depth > 0 && (token === "-" || parseIndex(token) !== null);
    if (isArray(value) || unknown) return { ref, key: arrayKey(tokens.slice(0, depth)) };
    value = isObject(value) ? member(value, token) : undefined;
  }
  return null;
}

/** A node that is gone behind the author's back may come back with its arrays. */
function isGoneUnseen(draft: Draft, ref: Ref): boolean {
  const record = recordIn(draft, ref);
  return tombstoneOf(draft, record) !== null && !hasSeenDeath(draft, ref, record);
}

function markLost(draft: Draft, ref: Ref, key: string): void {
  const record = recordIn(draft, ref);
  const { peer } = draft.patch;
  const own = { ...record.lost?.[peer], [key]: draft.version };
  setRecord(draft, ref, { ...record, lost: { ...record.lost, [peer]: own } });
}
