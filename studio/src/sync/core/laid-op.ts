import type { Json } from "#schemas/json.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import type { Ref } from "#schemas/change/state.ts";
import type { ParsedOp } from "#schemas/change/syntax.ts";
import { refKey, targetOf } from "#schemas/change/target.ts";

/** What one patch writes in one entity, in order. */
export interface EntityOps {
  readonly key: string;
  readonly ref: Ref;
  readonly ops: readonly LaidOp[];
  /** The same as the transform takes them. */
  readonly parsed: readonly ParsedOp[];
  /** Where in the patch each is. */
  readonly places: readonly number[];
  /** Says where in an array: that stands on what was done to it before. */
  readonly hasIndex: boolean;
}

/** One op as it is laid over an entity: `tokens` inside it, empty for the whole of it. */
interface LaidOp {
  readonly op: PatchOp;
  readonly tokens: readonly string[];
  /** Where a move within an array starts. */
  readonly from: readonly string[] | null;
}

/** The ops of a patch by entity. `test` writes nothing; whole-graph ops, `copy` and moves between places are ordinary ops by now. */
export function opsByEntity(ops: readonly PatchOp[]): ReadonlyMap<string, EntityOps> {
  const entities = new Map<string, Gathered>();
  for (const [place, op] of ops.entries()) {
    const path = parsePointer(op.path) ?? [];
    const target = targetOf(path);
    if (op.op === "test" || target.kind === "whole") continue;
    const tokens = target.kind === "inside" ? target.tokens : [];
    const key = refKey(target.ref);
    const entity: Gathered = entities.get(key) ?? {
      key,
      ref: target.ref,
      ops: [],
      parsed: [],
      places: [],
      hasIndex: false,
    };
    entities.set(key, entity);
    const from = op.op === "move" ? (parsePointer(op.from) ?? []) : null;
    entity.hasIndex ||= tokens.some(isIndex);
    entity.ops.push({ op, tokens, from: from === null ? null : inside(from) });
    entity.parsed.push({ op, tokens: path, from });
    entity.places.push(place);
  }
  return entities;
}

interface Gathered extends EntityOps {
  readonly ops: LaidOp[];
  readonly parsed: ParsedOp[];
  readonly places: number[];
  hasIndex: boolean;
}

/** What an op writes; undefined: it takes away. */
export function valueOfOp(op: PatchOp): Json | undefined {
  return "value" in op ? op.value : undefined;
}

function inside(path: readonly string[]): readonly string[] | null {
  const target = targetOf(path);
  return target.kind === "inside" ? target.tokens : null;
}

/** A place in an array, or at its end; also the key of an object that looks like one. */
export function isIndex(token: string): boolean {
  return token === "-" || /^\d+$/.test(token);
}
