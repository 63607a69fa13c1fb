import { isArray } from "../json.ts";
import { judgeEntity } from "./judge-entity.ts";
import { judgePlace } from "./judge-place.ts";
import { refuseIfLocked, refuseUnlessLiving } from "./life.ts";
import { moveElement } from "./lists.ts";
import { pendingOf } from "./pending.ts";
import { valueToPlace } from "./read.ts";
import type { PlaceTarget, Round } from "./round.ts";
import { refKey, targetOf } from "./target.ts";
import { combine, isRefused, NOOP, refuse, type Verdict } from "./verdict.ts";
import { startWalk, walkToContainer } from "./walk.ts";

type Inside = Extract<PlaceTarget, { kind: "inside" }>;

/** N5: within one array a list move; else the value goes away at `from` and comes in at the target. */
export function judgeMove(
  round: Round,
  index: number,
  from: readonly string[],
  target: PlaceTarget,
): Verdict | null {
  const source = targetOf(from);
  if (source.kind === "whole") return refuse("invalid", null, "a whole map does not move");
  if (source.kind === "entity") return refuse("invalid_id", null, "ids never change");
  return judgeListMove(round, source, target) ?? judgeTransfer(round, index, { from, source, target });
}

/** Null where the move is not within one array. */
function judgeListMove(round: Round, source: Inside, target: PlaceTarget): Verdict | null {
  if (target.kind !== "inside" || !haveSameParent(source, target)) return null;
  if (pendingOf(round.pending, source.ref) !== undefined || round.refusedAdds.has(refKey(source.ref)))
    return null;
  const { draft } = round;
  const refusal = refuseUnlessLiving(draft, source.ref) ?? refuseIfLocked(draft, source.ref);
  if (refusal !== null) return refusal;
  const walk = startWalk(draft, source.ref, source.tokens);
  const lost = walkToContainer(draft, walk);
  if (lost !== null) return lost;
  if (!isArray(walk.value)) return null;
  return moveElement(draft, walk, source.tokens.at(-1) as string, target.tokens.at(-1) as string);
}

function judgeTransfer(
  round: Round,
  index: number,
  {
    from,
    source,
    target,
  }: { readonly from: readonly string[]; readonly source: Inside; readonly target: PlaceTarget },
): Verdict | null {
  const { refusal, value } = valueToPlace(round, from, target);
  if (refusal !== null) return refusal;
  if (
    target.kind === "inside" &&
    haveSameParent(source, target) &&
    source.tokens.at(-1) === target.tokens.at(-1)
  )
    return NOOP;
  const removal = judgePlace(round, index, {
    kind: "remove",
    ref: source.ref,
    tokens: source.tokens,
    value: undefined,
  });
  if (removal !== null && isRefused(removal)) return removal;
  const add =
    target.kind === "entity"
      ? judgeEntity(round, index, "add", target.ref, value)
      : judgePlace(round, index, { kind: "add", ref: target.ref, tokens: target.tokens, value });
  if (add === null) return null;
  return removal === null || isRefused(add) ? add : combine([removal, add]);
}

function haveSameParent(a: Inside, b: Inside): boolean {
  const sameEntity = refKey(a.ref) === refKey(b.ref) && a.tokens.length === b.tokens.length;
  return sameEntity && a.tokens.every((token, i) => i === a.tokens.length - 1 || token === b.tokens[i]);
}
