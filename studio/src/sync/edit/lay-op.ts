import type { OpKind, PatchOp } from "#schemas/change/op.ts";
import { applyLiterally, literalValue } from "#schemas/change/pending.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import type { Ref } from "#schemas/change/state.ts";
import { refKey, targetOf, type Target } from "#schemas/change/target.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { equalJson, isArray, isObject, type Json, type JsonObject } from "#schemas/json.ts";
import { EditError } from "./edit-error.ts";
import { edgesAt, entityOn, graphOn, isThere, openSheet, pathTo, setOn, type Sheet } from "./sheet.ts";
import { endsOf } from "./ties.ts";

/** An op that says what it does by itself: what `resolveOps` makes of all six. */
export type LaidOp = Exclude<PatchOp, { op: "copy" }>;

/** The sheet of a graph with resolved ops laid on it: its `effects` are what they are predicted to do. */
export function layOps(graph: GraphView, ops: readonly PatchOp[]): Sheet {
  const sheet = openSheet(graph);
  for (const op of ops) if (op.op !== "copy") layOp(sheet, op);
  settleFresh(sheet);
  return sheet;
}

/** Lays one op as RFC 6902 says, a removed node with its edges. Throws `EditError` where it finds no place. */
export function layOp(sheet: Sheet, op: LaidOp): void {
  const target = targetOf(parsePointer(op.path) ?? []);
  LAY[op.op](sheet, op as never, target);
}

/** What is at a target on the sheet, or undefined. */
export function valueOn(sheet: Sheet, target: Target): Json | undefined {
  if (target.kind === "whole") {
    const graph = graphOn(sheet);
    return target.root === "" ? graph : target.root === "/nodes" ? graph.nodes : graph.edges;
  }
  const root = entityOn(sheet, target.ref);
  return target.kind === "entity" || root === undefined ? root : literalValue(root, target.tokens);
}

/**
 * Nothing later brings what an added edge hangs on: it has both ends now, or the edit is wrong. The registry judges
 * waiting adds at the same moments.
 */
export function settleFresh(sheet: Sheet): void {
  for (const ref of sheet.fresh.values()) {
    if (ref.kind !== "edge") continue;
    for (const end of endsOf(entityOn(sheet, ref))) refuseUnlessThere(sheet, end, pathTo(ref));
  }
  sheet.fresh.clear();
}

type Lay<K extends OpKind> = (sheet: Sheet, op: Extract<PatchOp, { op: K }>, target: Target) => void;

const LAY: { readonly [K in LaidOp["op"]]: Lay<K> } = {
  add: (sheet, op, target) => write(sheet, "add", target, op.value),
  replace: (sheet, op, target) => write(sheet, "replace", target, op.value),
  remove: (sheet, _, target) => write(sheet, "remove", target, undefined),
  move: (sheet, op, target) => {
    const source = targetOf(parsePointer(op.from) ?? []);
    const value = valueOn(sheet, source);
    if (value === undefined) throw notFound(op.from);
    write(sheet, "remove", source, undefined);
    write(sheet, "add", target, value);
  },
  test: (sheet, op, target) => {
    settleFresh(sheet);
    const found = valueOn(sheet, target);
    if (found === undefined || !equalJson(found, op.value))
      throw new EditError("test_failed", `What is at "${op.path}" is not what the test expects.`, op.path);
  },
};

type Kind = "add" | "replace" | "remove";

function write(sheet: Sheet, kind: Kind, target: Target, value: Json | undefined): void {
  if (target.kind === "whole")
    throw new EditError("invalid", "The graph and its maps are changed by their differences.", target.root);
  if (target.kind === "entity") return writeEntity(sheet, kind, target.ref, value);
  writeInside(sheet, kind, target.ref, target.tokens, value);
}

function writeEntity(sheet: Sheet, kind: Kind, ref: Ref, value: Json | undefined): void {
  const path = pathTo(ref);
  const isFresh = sheet.fresh.has(refKey(ref));
  const old = entityOn(sheet, ref);
  if (old === undefined && kind !== "add") throw notFound(path);
  if (kind === "remove") {
    if (isFresh) sheet.fresh.delete(refKey(ref));
    else takeAlong(sheet, ref);
    return setOn(sheet, ref, undefined, { op: "remove", path });
  }
  if (!isObject(value)) throw new EditError("invalid", `A ${ref.kind} is an object.`, path);
  if (value.id !== ref.id)
    throw new EditError("invalid_id", `The id of a ${ref.kind} equals its key, and never changes.`, path);
  if (kind === "add") sheet.fresh.set(refKey(ref), ref);
  else if (ref.kind === "edge" && !isFresh)
    for (const end of endsOf(value)) refuseUnlessThere(sheet, end, path);
  setOn(sheet, ref, value, { op: old === undefined ? "add" : "replace", path, value });
}

/** A node takes its edges along, as it will at the registry (T6). */
function takeAlong(sheet: Sheet, ref: Ref): void {
  settleFresh(sheet);
  if (ref.kind !== "node") return;
  for (const id of edgesAt(sheet, ref.id)) {
    const edge: Ref = { kind: "edge", id };
    setOn(sheet, edge, undefined, { op: "remove", path: pathTo(edge) });
  }
}

function writeInside(
  sheet: Sheet,
  kind: Kind,
  ref: Ref,
  tokens: readonly string[],
  value: Json | undefined,
): void {
  const path = pathTo(ref, tokens);
  const root = entityOn(sheet, ref);
  if (root === undefined) throw notFound(path);
  if (ref.kind !== "meta" && tokens[0] === "id") throw new EditError("invalid_id", "Ids never change.", path);
  if (ref.kind === "edge" && (tokens[0] === "source" || tokens[0] === "target"))
    retarget(sheet, ref, value, path);
  const changed = applyLiterally(root, tokens, kind, value) as JsonObject | undefined;
  if (changed === undefined) throw notFound(path);
  const isInsert = isArray(literalValue(root, tokens.slice(0, -1)));
  const op = kind === "add" && !isInsert && literalValue(root, tokens) !== undefined ? "replace" : kind;
  setOn(sheet, ref, changed, op === "remove" ? { op, path } : { op, path, value: value as Json });
}

/** An edge's new end is there already, unless the edge itself is new in this edit. */
function retarget(sheet: Sheet, ref: Ref, end: Json | undefined, path: string): void {
  if (sheet.fresh.has(refKey(ref))) return;
  if (typeof end !== "string") throw new EditError("invalid", "An edge has both its ends.", path);
  if (sheet.fresh.has(refKey({ kind: "node", id: end }))) settleFresh(sheet);
  refuseUnlessThere(sheet, end, path);
}

function refuseUnlessThere(sheet: Sheet, node: string, path: string): void {
  if (!isThere(sheet, node))
    throw new EditError("dangling_edge", `There is no node "${node}" to tie the edge to.`, path);
}

function notFound(path: string): EditError {
  return new EditError("path_not_found", `There is nothing at "${path}" to change.`, path);
}
