import type { JsonObject } from "../json.ts";
import type { Origin, Stamp } from "./stamp.ts";

/**
 * What stands beside an entity of the graph: who wrote what when, as far as a late patch may still ask.
 * All of it is immutable and copied along the touched path, so that undoing is putting the old one back and
 * the delta of a commit is what differs by identity.
 */
export interface Entity {
  /** Null: as old as the log. */
  readonly birth: Mark | null;
  /** The life before this one, when it was dead and came back. */
  readonly prior: { readonly born: Origin | null; readonly died: Origin } | null;
  /** Set while it is dead: its tombstone. */
  readonly death: Death | null;
  readonly reg: Reg | null;
  /** Edges that were re-targeted: the candidates for each end and handle. */
  readonly ends: Ends | null;
  /** Per peer and array: below this base its indices mean nothing (T9). */
  readonly lost: Readonly<Record<string, Readonly<Record<string, number>>>> | null;
}

export const BLANK: Entity = { birth: null, prior: null, death: null, reg: null, ends: null, lost: null };

/** A write's coordinates and when it counts; the stamp may be that of something it covered (I5). */
export interface Mark extends Origin {
  readonly stamp: Stamp;
}

export type DeathCause = "explicit" | "cascade" | "rejected";

export interface Death extends Mark {
  /** Arrival, ms. */
  readonly at: number;
  readonly cause: DeathCause;
  /** Others who removed it too, not knowing. */
  readonly also: readonly Origin[];
  /** What was buried. */
  readonly content: JsonObject | null;
}

/** The registers at a place and below it. */
export interface Reg {
  readonly write: Write | null;
  /** By token; without prototype. */
  readonly kids: Readonly<Record<string, Reg>> | null;
  /** For an array that took an index op. */
  readonly list: List | null;
}

export const EMPTY_REG: Reg = { write: null, kids: null, list: null };

/** A write of a place: it covers everything below. */
export interface Write extends Mark {
  readonly removed: boolean;
  /** The write that made the place exist, where that is still known. */
  readonly born: Origin | null;
}

/** An array by its elements; live slots, in order, are the array (I6). */
export interface List {
  readonly slots: readonly Slot[];
  /** Number of the next element. */
  readonly next: number;
  /** Indices made on an older base mean nothing: dead slots of that time are dropped. */
  readonly keptFrom: number;
}

export interface Slot {
  /** Identity of the element: a moved one keeps it in its new slot. */
  readonly element: number;
  /** Null: as old as the list. */
  readonly born: Mark | null;
  readonly deaths: readonly SlotDeath[];
  /** Registers of the element, in its live slot. */
  readonly reg: Reg | null;
}

export interface SlotDeath extends Mark {
  /** False: the element moved to another slot. */
  readonly gone: boolean;
}

/** Candidates in stamp order, oldest first: the last is the value. */
export interface Ends {
  readonly source: readonly Candidate[];
  readonly target: readonly Candidate[];
  readonly sourceHandle: readonly Candidate[];
  readonly targetHandle: readonly Candidate[];
}

export type EndKey = "source" | "target";
export type HandleKey = "sourceHandle" | "targetHandle";

export interface Candidate {
  /** Null: absent (a handle). */
  readonly value: string | null;
  /** Null: what was there at first. */
  readonly mark: Mark | null;
}
