import type { PatchOp } from "#schemas/change/op.ts";
import type { OpResult } from "#schemas/protocol/server-message.ts";
import { opsByEntity, type EntityOps } from "./laid-op.ts";

/** What a patch is for: an edit of the user's, or one that takes back or makes again. */
export type PatchKind = "edit" | "undo" | "redo";

/** How a patch was judged: `version` null: nothing was committed. */
export interface Fate {
  readonly version: number | null;
  readonly ops: readonly OpResult[];
  /** Of the whole patch, where it was refused or could not be taken. */
  readonly code?: string;
  readonly message?: string;
  /** It is told of a version again, with nothing said of any op: all were applied, or that is forgotten. */
  readonly replay?: { readonly effects: PendingPatch["effects"] };
}

/** An edit of mine that the registry has not answered. What is in `made` never changes once it may have been sent, but for a `base` whose history the registry has lost. */
export interface PendingPatch {
  /** Its place in the queue. */
  readonly seq: number;
  made: MadePatch;
  /** What it writes, by entity. */
  readonly entities: ReadonlyMap<string, EntityOps>;
  /** On this device's disk. */
  isKept: boolean;
  /** It may be sent: it was offered to the store before, which took it or failed. */
  mayGo: boolean;
  /** Sent on the present connection, at this time (ms); null: not yet. */
  sentAt: number | null;
  /** The confirmed graph holds what came of it; it waits only to be told. */
  isInGraph: boolean;
  /** The places that its version changed, where that was told; null: not yet, or not here. */
  effects: readonly string[] | null;
  /** Known, but the confirmed graph is not there yet. */
  fate: Fate | null;
  /** Connections that ended just after it was sent. */
  endings: number;
}

/** The version that shows all of a fate: what came of it, and what stood against it. */
export function versionOfFate({ version, ops }: Fate): number {
  return Math.max(version ?? 0, ...ops.map(({ by }) => by?.version ?? 0));
}

/** A patch as it is kept on this device, and sent. */
export interface MadePatch {
  readonly id: string;
  readonly base: number | null;
  /** The base that it had before its history was lost: it may have been judged with that. */
  readonly lostBase?: number;
  /** It was on its way when one before it, in the same list, left unjudged: it is not sent again. */
  readonly lacksFrame?: true;
  /** ms on the registry's clock, as far as it was known. */
  readonly ts: number;
  readonly ops: readonly PatchOp[];
  readonly atomic?: boolean;
  /** Patches of one gesture share it. */
  readonly step: string;
  readonly kind: PatchKind;
}

/** A patch that has just been made, or read back from the store. */
export function createPending(seq: number, made: MadePatch, isKept: boolean): PendingPatch {
  return {
    seq,
    made,
    entities: opsByEntity(made.ops),
    isKept,
    mayGo: isKept,
    sentAt: null,
    isInGraph: false,
    effects: null,
    fate: null,
    endings: 0,
  };
}

/** Whether its own value shows: until it is judged, and its echo is in the confirmed graph. */
export function isShown({ isInGraph }: PendingPatch): boolean {
  return !isInGraph;
}
