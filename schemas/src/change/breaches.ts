import type { Change, Draft } from "./draft.ts";
import { valueOf, type Ref } from "./state.ts";
import { refKey } from "./target.ts";
import { refuse, type Verdict } from "./verdict.ts";

/** O2: the ops that touched an entity which is invalid now, each with what is wrong. */
export function graphBreaches(draft: Draft): Map<number, Verdict> {
  const breaches = new Map<number, Verdict>();
  const wrongs = new Map<string, string | undefined>();
  let last: Ref | null = null;
  for (const change of draft.journal) {
    if (change.ref === last && wrongs.size === 1 && breaches.size === 0) continue;
    last = change.ref;
    const key = refKey(change.ref);
    if (!wrongs.has(key)) wrongs.set(key, whatIsWrong(draft, change));
    const wrong = wrongs.get(key);
    if (wrong !== undefined) breaches.set(change.op, refuse("invalid", null, wrong));
  }
  return breaches;
}

/** Checks an entity against its schema, where its value changed since `first`, the first change of it. */
function whatIsWrong(draft: Draft, first: Change): string | undefined {
  const { rules } = draft.ctx;
  const value = valueOf(draft.state, first.ref);
  if (value === undefined || value === first.value) return undefined;
  if (first.ref.kind === "node") return rules.checkNode(value, first.value);
  if (first.ref.kind === "edge") return rules.checkEdge(value, first.value);
  for (const key of new Set([...Object.keys(first.value ?? {}), ...Object.keys(value)])) {
    if (first.value?.[key] === value[key]) continue;
    const wrong = rules.checkMeta(key, value[key]);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
