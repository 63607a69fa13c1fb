import type { PatchOp } from "#schemas/change/op.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import { parseOps } from "#schemas/change/syntax.ts";
import { META_REF, type Ref } from "#schemas/change/state.ts";
import { refKey, targetOf } from "#schemas/change/target.ts";
import type { Limits } from "#schemas/limits.ts";
import { pathTo } from "./sheet.ts";

/** The bounds of one patch, as `init.limits` tells them. */
export type PatchLimits = Readonly<
  Pick<Limits, "ops" | "value_bytes" | "frame_bytes" | "pointer_chars" | "depth">
>;

/** The patches that ops become, in the order in which they are sent, or why they cannot be sent at all. */
export type Split = { readonly patches: readonly (readonly PatchOp[])[] } | { readonly tooBig: string };

/** What is left of a frame for what stands around the ops, and for a proxy that counts differently. */
const FRAME_SHARE = 0.9;

/** The longest that a patch message is without its ops: type, id (64), base, ts, atomic. */
const MESSAGE_BYTES = 256;

/**
 * Y45: nodes first, then edges, then nodes that go; the ops of one entity stay in order, and together where they fit.
 * Patches of one peer count as seen by its later ones, so that what came first is there for what follows.
 */
export function splitOps(ops: readonly PatchOp[], limits: PatchLimits, isAtomic = false): Split {
  const fault = parseOps(ops, { ...limits, ops: Infinity });
  if ("code" in fault) return { tooBig: `This is past the bounds of the registry: ${fault.message}.` };
  const room: Room = { ops: limits.ops, bytes: limits.frame_bytes * FRAME_SHARE - MESSAGE_BYTES };
  const sized = ops.map((op) => ({ op, bytes: bytesOf(op) }));
  if (sized.some(({ bytes }) => bytes > room.bytes))
    return { tooBig: "One change of this is larger than a message to the registry may be." };
  if (fits(sized, room)) return { patches: ops.length === 0 ? [] : [ops] };
  if (isAtomic || ops.some(({ op }) => op === "test"))
    return { tooBig: "This holds as a whole or not at all, and is larger than one patch may be." };
  return { patches: pack(groupByEntity(sized), room).map((patch) => patch.map(({ op }) => op)) };
}

interface Sized {
  readonly op: PatchOp;
  readonly bytes: number;
}

interface Room {
  readonly ops: number;
  readonly bytes: number;
}

const encoder = new TextEncoder();

/** With the comma that follows it. */
function bytesOf(op: PatchOp): number {
  return encoder.encode(JSON.stringify(op)).length + 1;
}

function fits(ops: readonly Sized[], room: Room): boolean {
  return ops.length <= room.ops && ops.reduce((sum, { bytes }) => sum + bytes, 0) <= room.bytes;
}

/** The ops of each entity, in the order in which the entities may be sent; that a node goes at last is sent by itself. */
function groupByEntity(ops: readonly Sized[]): Sized[][] {
  const groups = new Map<string, Group>();
  for (const sized of ops) {
    const target = targetOf(parsePointer(sized.op.path) ?? []);
    const ref = target.kind === "whole" ? META_REF : target.ref;
    const group = groups.get(refKey(ref)) ?? { ref, ops: [] };
    groups.set(refKey(ref), group);
    group.ops.push(sized);
  }
  const all = [...groups.values()];
  const gone = all.flatMap((group) => (endsInRemoval(group) ? group.ops.splice(-1) : []));
  const nodes = all.filter(({ ref }) => ref.kind !== "edge");
  // An edge is tied elsewhere before the node goes that would take it along.
  const edges = all.filter(({ ref }) => ref.kind === "edge");
  return [...nodes.map(({ ops }) => ops), ...edges.map(({ ops }) => ops), ...gone.map((op) => [op])];
}

interface Group {
  readonly ref: Ref;
  readonly ops: Sized[];
}

function endsInRemoval({ ref, ops }: Group): boolean {
  const last = ops.at(-1)?.op;
  return ref.kind === "node" && last?.op === "remove" && last.path === pathTo(ref);
}

/** Fills patch after patch; only a group that is larger than a whole patch is cut. */
function pack(groups: readonly Sized[][], room: Room): Sized[][] {
  const patches: Sized[][] = [];
  let left: { ops: number; bytes: number } = { ops: 0, bytes: 0 };
  const put = (ops: readonly Sized[]) => {
    const bytes = ops.reduce((sum, sized) => sum + sized.bytes, 0);
    if (ops.length > left.ops || bytes > left.bytes) {
      patches.push([]);
      left = { ...room };
    }
    patches.at(-1)?.push(...ops);
    left.ops -= ops.length;
    left.bytes -= bytes;
  };
  for (const group of groups) {
    if (fits(group, room)) put(group);
    else for (const sized of group) put([sized]);
  }
  return patches;
}
