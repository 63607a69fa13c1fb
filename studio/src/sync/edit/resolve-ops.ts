import type { OpKind, PatchOp } from "#schemas/change/op.ts";
import { parseOps, type ParsedOp } from "#schemas/change/syntax.ts";
import { refKey, targetOf, type Target } from "#schemas/change/target.ts";
import { differenceOps } from "#schemas/change/three-way.ts";
import { isArray, isObject, type Json } from "#schemas/json.ts";
import { copyValue } from "./copy-value.ts";
import { EditError } from "./edit-error.ts";
import { layOp, valueOn, type LaidOp } from "./lay-op.ts";
import { entityOn, graphOn, type Sheet } from "./sheet.ts";

/**
 * Lays given ops on a sheet, each turned into what it means there now: what is left needs nothing but its own place to
 * be understood later. Throws `EditError`.
 */
export function resolveOps(sheet: Sheet, given: readonly PatchOp[]): LaidOp[] {
  const parsed = parseOps(given.map(copyOp), NO_BOUNDS);
  if ("code" in parsed) throw new EditError(parsed.code, `This is not a JSON Patch: ${parsed.message}.`);
  const resolved: LaidOp[] = [];
  for (const [i, step] of parsed.entries()) {
    if (isReturned(parsed, i)) continue;
    for (const op of RESOLVE[step.op.op](sheet, step as never)) {
      layOp(sheet, op);
      resolved.push(op);
    }
  }
  return resolved;
}

/** Bounds are those of the patches that the edit becomes (`splitOps`), once the registry has told them. */
const NO_BOUNDS = { ops: Infinity, pointer_chars: Infinity, depth: Infinity, value_bytes: Infinity };

interface Step<K extends OpKind> extends ParsedOp {
  readonly op: Extract<PatchOp, { op: K }>;
}

const RESOLVE: { readonly [K in OpKind]: (sheet: Sheet, step: Step<K>) => LaidOp[] } = {
  add: (sheet, { op, tokens }) => resolveAdd(sheet, op.path, targetOf(tokens), op.value),
  replace: (sheet, { op, tokens }) => {
    const target = targetOf(tokens);
    return target.kind === "whole" ? resolveWhole(sheet, target.root, op.value) : [op];
  },
  remove: (_, { op, tokens }) => {
    refuseWhole(targetOf(tokens));
    return [op];
  },
  move: (sheet, { op, tokens, from }) => resolveMove(sheet, op, from ?? [], tokens),
  copy: (sheet, { op, tokens, from }) =>
    resolveAdd(sheet, op.path, targetOf(tokens), valueFor(sheet, from ?? [], op.from, targetOf(tokens))),
  test: (_, { op }) => [op],
};

/** What replaces something that is there says so: the registry takes an add for news. */
function resolveAdd(sheet: Sheet, path: string, target: Target, value: Json): LaidOp[] {
  if (target.kind === "whole") return resolveWhole(sheet, target.root, value);
  const isKnown =
    target.kind === "entity" &&
    entityOn(sheet, target.ref) !== undefined &&
    !sheet.fresh.has(refKey(target.ref));
  return [{ op: isKnown ? "replace" : "add", path, value }];
}

function resolveWhole(sheet: Sheet, root: "" | "/nodes" | "/edges", value: Json): LaidOp[] {
  const isGraph = isObject(value) && (root !== "" || (isObject(value.nodes) && isObject(value.edges)));
  if (!isGraph) throw new EditError("invalid", "A graph is an object with nodes and edges.", root);
  return differenceOps(graphOn(sheet), value, root) as LaidOp[];
}

function resolveMove(
  sheet: Sheet,
  op: Extract<PatchOp, { op: "move" }>,
  from: readonly string[],
  to: readonly string[],
): LaidOp[] {
  const source = targetOf(from);
  const target = targetOf(to);
  if (source.kind === "entity" || target.kind === "entity")
    throw new EditError("invalid_id", "An entity does not move: its id never changes.", op.path);
  refuseWhole(source);
  refuseWhole(target);
  const value = valueFor(sheet, from, op.from, target);
  if (op.from === op.path) return [];
  const isWithin = op.from.slice(0, op.from.lastIndexOf("/")) === op.path.slice(0, op.path.lastIndexOf("/"));
  if (isWithin && isArray(valueOn(sheet, targetOf(from.slice(0, -1))))) return [op];
  return [
    { op: "remove", path: op.from },
    { op: "add", path: op.path, value },
  ];
}

/** What a copy or move takes with it; an entity gets its new id. */
function valueFor(sheet: Sheet, from: readonly string[], path: string, target: Target): Json {
  const value = valueOn(sheet, targetOf(from));
  if (value === undefined) throw new EditError("path_not_found", `There is nothing at "${path}".`, path);
  return target.kind === "entity" && isObject(value) ? { ...value, id: target.ref.id } : value;
}

function refuseWhole(target: Target): void {
  if (target.kind === "whole")
    throw new EditError("invalid", "The graph and its maps cannot be removed or moved.", target.root);
}

/** An entity that is removed and added again in one edit is replaced, and keeps its edges (N4). */
function isReturned(steps: readonly ParsedOp[], index: number): boolean {
  const { op, tokens } = steps[index] as ParsedOp;
  if (op.op !== "remove" || targetOf(tokens).kind !== "entity") return false;
  const next = steps.slice(index + 1).find((later) => later.op.path === op.path && later.op.op !== "test");
  return next?.op.op === "add" || next?.op.op === "copy";
}

/** An op without members that RFC 6902 does not know, its value a copy. */
function copyOp(op: PatchOp): PatchOp {
  if (op.op === "move" || op.op === "copy") return { op: op.op, from: op.from, path: op.path };
  if (op.op === "remove") return { op: op.op, path: op.path };
  return { op: op.op, path: op.path, value: copyValue(op.value, op.path) };
}
