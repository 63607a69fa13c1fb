import type { PlaceChange } from "#schemas/change/changes.ts";
import type { Limits } from "#schemas/limits.ts";
import type { Quarantine } from "../asides/quarantine.ts";
import type { Surroundings } from "../asides/make-asides.ts";
import type { Core } from "../core/core.ts";
import type { ViewChange } from "../core/shown-graph.ts";
import { literalValue } from "#schemas/change/pending.ts";
import { differences } from "#schemas/change/three-way.ts";
import type { JsonObject } from "#schemas/json.ts";
import type { Ref } from "#schemas/change/state.ts";
import { META_REF } from "#schemas/change/state.ts";
import type { Env } from "../env.ts";
import type { Link } from "../link/link.ts";
import type { SopChange } from "../types.ts";
import type { UndoHistory } from "../undo/history.ts";
import type { Company } from "./company.ts";
import type { Keeper } from "./keeper.ts";
import type { LastWrites } from "./last-writes.ts";
import type { Receipts } from "./receipts.ts";
import type { Sender } from "./sender.ts";

/** What the steps of a session share. */
export interface SessionParts {
  readonly env: Env;
  readonly core: Core;
  readonly undo: UndoHistory;
  readonly quarantine: Quarantine;
  readonly keeper: Keeper;
  readonly company: Company;
  readonly receipts: Receipts;
  readonly lastWrites: LastWrites;
  readonly sender: Sender;
  readonly link: () => Link;
  /** The registry's clock as far as known, ms. */
  readonly serverNow: () => number;
  readonly emit: (change: SopChange) => void;
  readonly warn: (warning: string) => void;
  /** The bounds that the registry told, or the defaults. */
  limits: Pick<Limits, "ops" | "value_bytes" | "frame_bytes" | "pointer_chars" | "depth">;
  /** The latest that anything counts as which was seen here, ms on the registry's clock: what is made on it is newer. */
  newest: number;
  /** Ids of patches that the registry makes for me: they are undone like my own. */
  readonly claimed: Set<string>;
  /** Ids of patches that were judged by versions which are not confirmed here yet. */
  readonly early: Set<string>;
  /** Versions kept since the graph's row was written. */
  keptPatches: number;
  /** What a gesture shows in a list, to be sent before anything else is confirmed: an index means the list as it is now. */
  sendPinned: (() => void) | null;
  /** What was read from the store, until the registry has said what it has of mine; null: it has. */
  recalled: Recalled | null;
  /** What is confirmed does not follow from what the registry says: everything has to come anew. */
  needsWhole: boolean;
  /** The connection was asked for while nothing waited: a whole graph comes with little beside it. */
  isAskedInBrief: boolean;
}

/** What a queue knew of my patches when it was read. */
export interface Recalled {
  readonly mine: ReadonlySet<string>;
  /** The place in the queue of the last of them; −1: none. */
  readonly lastSeq: number;
}

/** What an aside is made with, now. */
export function surroundings({ core, serverNow }: SessionParts): Surroundings {
  const edge = (id: string) => core.shown.edges.get(id) ?? core.confirmedValue({ kind: "edge", id });
  return { at: serverNow(), edge };
}

/** Lays what changed, tells subscribers, and gives what changed as places. */
export function show(parts: SessionParts, isWhole = false): ViewChange {
  const change = parts.core.flush();
  tellView(parts, change, isWhole);
  return change;
}

/** Tells subscribers what changed in the view. */
export function tellView(
  { emit }: Pick<SessionParts, "emit">,
  { nodes, edges, meta }: ViewChange,
  isWhole: boolean,
): void {
  if (isWhole || nodes.size > 0 || edges.size > 0 || meta !== null) {
    const ids = { nodes: new Set(nodes.keys()), edges: new Set(edges.keys()) };
    emit({ kind: "view", ...ids, meta: meta !== null, isWhole });
  }
}

/** A change of the view as the places that differ. */
export function placesOf({ nodes, edges, meta }: ViewChange, { shown }: Pick<Core, "shown">): PlaceChange[] {
  return [
    ...[...nodes].flatMap(([id, before]) => placesIn({ kind: "node", id }, before, shown.nodes.get(id))),
    ...[...edges].flatMap(([id, before]) => placesIn({ kind: "edge", id }, before, shown.edges.get(id))),
    ...(meta === null ? [] : placesIn(META_REF, meta, shown.meta)),
  ];
}

function placesIn(ref: Ref, before: JsonObject | undefined, after: JsonObject | undefined): PlaceChange[] {
  if (before === undefined || after === undefined) return [{ ref, tokens: [], before, after }];
  return differences(before, after, "whole").map(({ tokens, value }) => {
    const place = tokens.map(String);
    return { ref, tokens: place, before: literalValue(before, place), after: value };
  });
}
