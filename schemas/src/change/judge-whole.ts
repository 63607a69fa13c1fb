import { isObject, type Json } from "../json.ts";
import { judgeEntity } from "./judge-entity.ts";
import { judgePlace } from "./judge-place.ts";
import type { PatchOp } from "./op.ts";
import { parsePointer } from "./pointer.ts";
import { readInFrame } from "./read.ts";
import { addFate, flushPending, settle, type Abort, type Round } from "./round.ts";
import type { ParsedOp } from "./syntax.ts";
import { targetOf } from "./target.ts";
import { differenceOps } from "./three-way.ts";
import { APPLIED, refuse, type Verdict } from "./verdict.ts";

/** N7: what the author changed of the whole graph, or of one of its maps, becomes ordinary ops, each with its own fate. */
export function judgeWhole(round: Round, index: number, root: "" | "/nodes" | "/edges"): Abort | null {
  const { op, from } = round.ops[index] as ParsedOp;
  flushPending(round);
  round.draft.op = index;
  if (op.op === "remove" || op.op === "move" || op.op === "test") {
    addFate(round, index, refuse("invalid", null, "the graph and its maps cannot be removed"));
    return null;
  }
  const value = op.op === "copy" ? readInFrame(round.draft, from as readonly string[])?.value : op.value;
  const refusal = refuseWhole(value, root);
  if (refusal !== null) {
    addFate(round, index, refusal);
    return null;
  }
  const base = round.draft.ctx.baseGraph;
  if (base === undefined) return { code: "base_lost", op: index, verdict: refuse("base_lost") };
  addFate(round, index, APPLIED);
  for (const part of differenceOps(base, value as Json, root)) judgePart(round, index, part);
  flushPending(round);
  return null;
}

function judgePart(round: Round, index: number, part: PatchOp): void {
  const target = targetOf(parsePointer(part.path) ?? []);
  if (target.kind === "whole" || part.op === "move" || part.op === "copy" || part.op === "test") return;
  const value = part.op === "remove" ? undefined : part.value;
  const before = round.fates[index]?.length ?? 0;
  settle(round, index, () => {
    const verdict =
      target.kind === "entity"
        ? judgeEntity(round, index, part.op, target.ref, value)
        : judgePlace(round, index, { kind: part.op, ref: target.ref, tokens: target.tokens, value });
    if (verdict === null) flushPending(round);
    return verdict;
  });
  const fates = round.fates[index] ?? [];
  round.fates[index] = fates.map((fate, i) => (i < before ? fate : { ...fate, path: part.path }));
}

function refuseWhole(value: Json | undefined, root: "" | "/nodes" | "/edges"): Verdict | null {
  if (!isObject(value)) return refuse("invalid", null, "a graph is an object, and so are its maps");
  if (root !== "" || (isObject(value.nodes) && isObject(value.edges))) return null;
  return refuse("invalid", null, "a graph has nodes and edges");
}
