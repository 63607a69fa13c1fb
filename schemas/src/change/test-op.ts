import { equalJson, type Json } from "../json.ts";
import type { Draft } from "./draft.ts";
import { readInFrame } from "./read.ts";
import type { Origin } from "./stamp.ts";
import { recordOf } from "./state.ts";
import { targetOf } from "./target.ts";
import { APPLIED, refuse, type Verdict } from "./verdict.ts";

/** T11: compares a place with what its author expects, on the current state; a place found so counts as seen. */
export function judgeTest(draft: Draft, tokens: readonly string[], expected: Json): Verdict {
  const target = targetOf(tokens);
  const found = readInFrame(draft, tokens);
  if (found === undefined || !equalJson(found.value, expected)) {
    const cause = causeOf(draft, tokens, found?.walk?.reg?.write ?? null);
    const verdict = refuse("test_failed", cause);
    return found === undefined ? verdict : { ...verdict, value: found.value };
  }
  if (target.kind === "whole") draft.tested.push({ ref: null, tokens: [] });
  else draft.tested.push({ ref: target.ref, tokens: target.kind === "entity" ? [] : target.tokens });
  return APPLIED;
}

/** Who wrote what is there instead: the last to write the place, or to remove the entity. */
function causeOf(draft: Draft, tokens: readonly string[], write: Origin | null): Origin | null {
  if (write !== null) return write;
  const target = targetOf(tokens);
  return target.kind === "whole" ? null : (recordOf(draft.state, target.ref)?.death ?? null);
}
