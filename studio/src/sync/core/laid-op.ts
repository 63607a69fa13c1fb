import type { Json } from "#schemas/json.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import type { Ref } from "#schemas/change/state.ts";
import { refKey, targetOf } from "#schemas/change/target.ts";

/** What one patch writes in one entity, in order. */
export interface EntityOps {
  readonly key: string;
  readonly ref: Ref;
  readonly ops: readonly LaidOp[];
  /** Says where in an array: such ops need the transform to find their element again. */
  readonly hasIndex: boolean;
}

/** One op as it is laid over an entity: `tokens` inside it, empty for the whole of it. */
export interface LaidOp {
  readonly op: PatchOp;
  readonly tokens: readonly string[];
  /** Where a move within an array starts. */
  readonly from: readonly string[] | null;
}

/** The ops of a patch by entity. `test` writes nothing; whole-graph ops, `copy` and moves between places are ordinary ops by now. */
export function opsByEntity(ops: readonly PatchOp[]): ReadonlyMap<string, EntityOps> {
  const entities = new Map<string, EntityOps & { readonly ops: LaidOp[]; hasIndex: boolean }>();
  for (const op of ops) {
    const target = targetOf(parsePointer(op.path) ?? []);
    if (op.op === "test" || target.kind === "whole") continue;
    const tokens = target.kind === "inside" ? target.tokens : [];
    const key = refKey(target.ref);
    const entity = entities.get(key) ?? { key, ref: target.ref, ops: [], hasIndex: false };
    entities.set(key, entity);
    entity.hasIndex ||= tokens.some(isIndex);
    entity.ops.push({ op, tokens, from: fromOf(op) });
  }
  return entities;
}

/** What an op writes; undefined: it takes away. */
export function valueOfOp(op: PatchOp): Json | undefined {
  return "value" in op ? op.value : undefined;
}

function fromOf(op: PatchOp): readonly string[] | null {
  if (op.op !== "move") return null;
  const target = targetOf(parsePointer(op.from) ?? []);
  return target.kind === "inside" ? target.tokens : null;
}

function isIndex(token: string): boolean {
  return token === "-" || /^\d+$/.test(token);
}
