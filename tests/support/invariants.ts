import { commit } from "#schemas/change/commit.ts";
import { replay } from "#schemas/change/replay.ts";
import { toSnapshot } from "#schemas/change/snapshot-codec.ts";
import { graphOf } from "#schemas/change/state.ts";
import type { SopState } from "#schemas/change/state.ts";
import type { CommitContext, GraphView, Judgement, Outcome, Patch, Row } from "#schemas/change/types.ts";
import { applyEffects } from "./apply-effects.ts";
import { checkCovering, writtenPlaces } from "./check-covering.ts";
import { checkGraphInvariants } from "./check-graph-invariants.ts";
import { checkSideInvariants } from "./check-side-invariants.ts";
import { copyJson, deepFreeze, firstDifference } from "./same-json.ts";

/**
 * `commit` with everything verified that must hold after it: the effects with two other libraries and on a twin
 * that only replays rows (I4), the version (I7), the untouched state after anything but a commit (I11), frozen
 * inputs, and the state's own invariants. Throws on a breach, else returns the judgement.
 */
export function commitChecked(state: SopState, twin: SopState, patch: Patch, ctx: CommitContext): Judgement {
  const before = copyJson(toSnapshot(state));
  const written = writtenPlaces(state);
  const judgement = deepFreeze(commit(state, deepFreeze(structuredClone(patch)), freezeContext(ctx)));
  if (judgement.kind === "committed") {
    checkRow(judgement.row, before.version, before.arrival, patch, ctx);
    const expected = applyEffects(before.graph, judgement.row.effects);
    expectSame("[I4] effects do not give the next version", expected, graphOf(state));
    checkCovering(written, state, patch, (entity) => livedThrough(entity, before.graph, graphOf(state)));
    replay(twin, copyJson(judgement.row));
    expectSame("[I4] a replayed row gives another state", toSnapshot(twin), toSnapshot(state));
  } else {
    expectSame(`[I11] "${judgement.kind}" left traces`, before, toSnapshot(state));
  }
  if (judgement.kind !== "error") checkOutcome(judgement.outcome, judgement, patch);
  checkInvariants(state, ctx);
  return judgement;
}

function freezeContext(ctx: CommitContext): CommitContext {
  return Object.freeze({ ...ctx, baseGraph: ctx.baseGraph && deepFreeze(structuredClone(ctx.baseGraph)) });
}

function checkRow(row: Row, version: number, arrival: number, patch: Patch, ctx: CommitContext): void {
  if (row.version !== version + 1) throw new Error(`[I7] version ${row.version} after ${version}`);
  if (row.arrival !== Math.max(ctx.arrival, arrival)) throw new Error(`[T13] arrival ${row.arrival}`);
  if (row.ts !== Math.min(patch.ts, row.arrival)) throw new Error(`[T13] ts ${row.ts} of ${patch.ts}`);
  if (row.id !== patch.id || row.peer !== patch.peer) throw new Error("a row names its patch");
}

function checkOutcome(outcome: Outcome, judgement: Judgement, patch: Patch): void {
  const took = judgement.kind === "committed" ? judgement.row.version : null;
  if (outcome.version !== took) throw new Error(`[I7] outcome says ${outcome.version}, the log ${took}`);
  for (const { op, status, code } of outcome.ops) {
    if (op < 0 || op >= patch.ops.length) throw new Error(`an outcome of op ${op}, which is not there`);
    if (status === "applied") throw new Error("applied ops are not listed");
    if ((status === "rejected") !== (code !== undefined)) throw new Error(`${status} with code ${code}`);
  }
  const wholeOrNothing = patch.atomic || patch.ops.some(({ op }) => op === "test");
  const refused = outcome.ops.some(({ status }) => status === "rejected");
  if (wholeOrNothing && refused !== (outcome.code !== undefined))
    throw new Error("[O1] refused without a code");
  if (outcome.code !== undefined && judgement.kind === "committed" && judgement.row.effects.length > 0) {
    throw new Error(`[O1] ${outcome.code} with effects`);
  }
}

function livedThrough(entity: string, before: GraphView, after: GraphView): boolean {
  const [, map, id] = entity.split("/");
  if (id === undefined || (map !== "nodes" && map !== "edges")) return true;
  return Object.hasOwn(before[map], id) && Object.hasOwn(after[map], id);
}

function expectSame(what: string, expected: unknown, got: unknown): void {
  const difference = firstDifference(expected, got);
  if (difference !== undefined) throw new Error(`${what}: ${difference}`);
}

/** I1, I2, I3, I6, I9 and I10 of a whole state; throws a sentence that names the rule. */
export function checkInvariants(state: SopState, ctx: CommitContext): void {
  checkGraphInvariants(graphOf(state), ctx.rules);
  checkSideInvariants(state);
}
