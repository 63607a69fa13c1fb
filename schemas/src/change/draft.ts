import { equalJson, type Json, type JsonObject } from "../json.ts";
import type { Effect, OpKind } from "./op.ts";
import { formatPointer, parsePointer } from "./pointer.ts";
import { BLANK, type Entity } from "./record.ts";
import { placeLike, type Removal } from "./rename.ts";
import type { Origin, Stamp } from "./stamp.ts";
import { putRecord, putValue, recordOf, valueOf, type Ref, type SopState } from "./state.ts";
import type { CommitContext, Culprit, NoticeDraft, Patch } from "./types.ts";
import { valueAt, weigh, weighMember, withValueAt, type Step } from "./value.ts";

/** What one commit has done so far, so that any of it can be taken back: state is changed in place under this log. */
export interface Draft {
  readonly state: SopState;
  readonly patch: Patch;
  readonly ctx: CommitContext;
  /** The version it will take. */
  readonly version: number;
  readonly arrival: number;
  /** When what is being judged counts: min(ts, arrival). */
  ms: number;
  /** Index of the op being judged. */
  op: number;
  readonly journal: Change[];
  readonly effects: Effect[];
  readonly notices: NoticeDraft[];
  /** Places that a `test` of this patch found as its author thought (T11). */
  readonly tested: TestedPlace[];
}

interface TestedPlace {
  /** Null: the whole graph, or one of its maps. */
  readonly ref: Ref | null;
  readonly tokens: readonly Step[];
}

/** How things were before a change, and which op made it. */
export interface Change {
  readonly ref: Ref;
  readonly value: JsonObject | undefined;
  readonly record: Entity | undefined;
  readonly bytes: number;
  readonly op: number;
}

/** Where a draft stands, to come back to. */
export interface Savepoint {
  readonly changes: number;
  readonly effects: number;
  readonly notices: number;
}

/** A draft of a patch on a state. */
export function openDraft(state: SopState, patch: Patch, ctx: CommitContext): Draft {
  const arrival = Math.max(ctx.arrival, state.arrival);
  return {
    state,
    patch,
    ctx,
    version: state.version + 1,
    arrival,
    ms: Math.min(patch.ts, arrival),
    op: 0,
    journal: [],
    effects: [],
    notices: [],
    tested: [],
  };
}

/** The entry that the current op writes with. */
export function ownStamp(draft: Draft): Stamp {
  return { ms: draft.ms, peer: draft.patch.peer, version: draft.version, op: draft.op, next: null };
}

/** The author and version of this patch, as the cause of something. */
export function ownOrigin(draft: Draft): Origin {
  return { version: draft.version, peer: draft.patch.peer };
}

export function savepoint(draft: Draft): Savepoint {
  return {
    changes: draft.journal.length,
    effects: draft.effects.length,
    notices: draft.notices.length,
  };
}

/** Takes back everything since a savepoint (default: since the start). */
export function rollBack(draft: Draft, to: Savepoint = START): void {
  while (draft.journal.length > to.changes) {
    const change = draft.journal.pop() as Change;
    putValue(draft.state, change.ref, change.value);
    putRecord(draft.state, change.ref, change.record);
    draft.state.bytes = change.bytes;
  }
  draft.effects.length = to.effects;
  draft.notices.length = to.notices;
}

/** The record of an entity, blank where nothing is known. */
export function recordIn(draft: Draft, ref: Ref): Entity {
  return recordOf(draft.state, ref) ?? BLANK;
}

/** Replaces what stands beside an entity. */
export function setRecord(draft: Draft, ref: Ref, record: Entity): void {
  remember(draft, ref);
  putRecord(draft.state, ref, record);
}

/** Adds (or replaces) a whole entity, with its effect. */
export function setEntity(draft: Draft, ref: Ref, value: JsonObject): void {
  const old = valueOf(draft.state, ref);
  if (equalJson(old, value)) return;
  remember(draft, ref);
  draft.state.bytes += weighMember(ref.id, value) - weighMember(ref.id, old);
  putValue(draft.state, ref, value);
  draft.effects.push({ op: old === undefined ? "add" : "replace", path: pathOf(ref, []), value });
}

/** Removes a whole entity, with its effect. */
export function dropEntity(draft: Draft, ref: Ref): void {
  remember(draft, ref);
  draft.state.bytes -= weighMember(ref.id, valueOf(draft.state, ref));
  putValue(draft.state, ref, undefined);
  draft.effects.push({ op: "remove", path: pathOf(ref, []) });
}

/** Sets (undefined: removes) the value at `steps` inside an entity, with its effect; nothing where it is equal. */
export function setInside(draft: Draft, ref: Ref, steps: readonly Step[], value: Json | undefined): void {
  const root = valueOf(draft.state, ref) as JsonObject;
  const old = valueAt(root, steps);
  if (equalJson(old, value)) return;
  const last = steps.at(-1) as Step;
  remember(draft, ref);
  draft.state.bytes += weighMember(last, value) - weighMember(last, old);
  const path = pathOf(ref, steps);
  const changed = withValueAt(root, steps, value);
  const removal = old === undefined ? lastRemoval(draft, ref, root) : null;
  putValue(
    draft.state,
    ref,
    (removal === null ? changed : placeLike(removal, changed, steps.map(String))) as JsonObject,
  );
  if (value === undefined) draft.effects.push({ op: "remove", path });
  else draft.effects.push({ op: old === undefined ? "add" : "replace", path, value });
}

/** Replaces an array inside an entity by itself with some elements cut and put in, one effect for each. */
export function spliceInside(
  draft: Draft,
  ref: Ref,
  steps: readonly Step[],
  items: readonly Json[],
  change: { readonly at: number; readonly insert?: Json },
): readonly Json[] {
  const root = valueOf(draft.state, ref) as JsonObject;
  const path = pathOf(ref, [...steps, change.at]);
  remember(draft, ref);
  const next =
    change.insert === undefined
      ? items.toSpliced(change.at, 1)
      : items.toSpliced(change.at, 0, change.insert);
  draft.state.bytes +=
    change.insert === undefined ? -(weigh(items[change.at]) + 1) : weigh(change.insert) + 1;
  putValue(draft.state, ref, withValueAt(root, steps, next) as JsonObject);
  draft.effects.push(
    change.insert === undefined ? { op: "remove", path } : { op: "add", path, value: change.insert },
  );
  return next;
}

/** The effects, without those that only overwrite what the one before them set. */
export function foldEffects(effects: readonly Effect[]): Effect[] {
  const folded: Effect[] = [];
  for (const effect of effects) {
    const last = folded.at(-1);
    const overwrites = last !== undefined && last.path === effect.path && effect.op === "replace";
    if (overwrites && last.op !== "remove") {
      folded[folded.length - 1] = { op: last.op, path: last.path, value: effect.value };
    } else folded.push(effect);
  }
  return folded;
}

/** Tells the author of `undone` that a committed edit of theirs is undone by this patch. */
export function notify(
  draft: Draft,
  undone: Origin,
  code: NoticeDraft["code"],
  path: string,
  detail: { readonly op: OpKind; readonly value?: Json; readonly buried?: Json },
): void {
  const told = draft.notices.some(
    (notice) => notice.undone === undone.version && notice.path === path && notice.code === code,
  );
  if (told) return;
  const by: Culprit = { peer: draft.patch.peer, version: draft.version };
  draft.notices.push({ to: undone.peer, undone: undone.version, code, path, by, detail });
}

/** The pointer of a place in an entity. */
export function pathOf(ref: Ref, steps: readonly Step[]): string {
  if (ref.kind === "meta") return formatPointer(steps);
  return `/${ref.kind}s/${ref.id}${formatPointer(steps)}`;
}

/** What the last effect took out of this entity. */
function lastRemoval({ effects, journal }: Draft, ref: Ref, root: JsonObject): Removal | null {
  const last = effects.at(-1);
  const start = pathOf(ref, []);
  if (last?.op !== "remove" || !last.path.startsWith(`${start}/`)) return null;
  const change = journal.findLast((change) => change.ref.id === ref.id && change.value !== root);
  if (change?.value === undefined || change.ref.kind !== ref.kind) return null;
  return { before: change.value, tokens: parsePointer(last.path.slice(start.length)) ?? [] };
}

const START: Savepoint = { changes: 0, effects: 0, notices: 0 };

function remember(draft: Draft, ref: Ref): void {
  const { state, journal, op } = draft;
  journal.push({ ref, value: valueOf(state, ref), record: recordOf(state, ref), bytes: state.bytes, op });
}
