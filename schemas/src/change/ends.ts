import type { Json, JsonObject } from "../json.ts";
import { notify, ownOrigin, pathOf, recordIn, setInside, setRecord, type Draft } from "./draft.ts";
import { hasSeenAt, stampOver } from "./frame.ts";
import type { Candidate, EndKey, Ends, Entity, HandleKey, Mark } from "./record.ts";
import { compareStamps } from "./stamp.ts";
import { isAlive, recordOf, valueOf, type Ref } from "./state.ts";
import { APPLIED, refuse, supersededBy, type Verdict } from "./verdict.ts";

/** More concurrent re-targets of one end than this are not told apart when the newest fall away. */
const MAX_CANDIDATES = 8;

export const END_KEYS = ["source", "target"] as const;
export const HANDLE_OF = { source: "sourceHandle", target: "targetHandle" } as const satisfies Record<
  EndKey,
  HandleKey
>;
const END_OF = { sourceHandle: "source", targetHandle: "target" } as const satisfies Record<
  HandleKey,
  EndKey
>;

/** The candidates of an end or handle, oldest first; where it was never written, what is there. */
export function candidatesOf(record: Entity, edge: JsonObject, key: keyof Ends): readonly Candidate[] {
  const stored = record.ends?.[key];
  if (stored !== undefined && stored.length > 0) return stored;
  const value = edge[key];
  return [{ value: typeof value === "string" ? value : null, mark: null }];
}

/** The candidate that is the value. */
export function topOf(candidates: readonly Candidate[]): Candidate {
  return candidates.at(-1) as Candidate;
}

/** T6: a living edge gets another end. */
export function writeEnd(draft: Draft, ref: Ref, key: EndKey, node: Json | undefined): Verdict {
  const refusal = refuseEnd(draft, node);
  if (refusal !== null) return refusal;
  const { mark, candidates } = pushCandidate(draft, ref, key, node as string);
  const top = topOf(candidates);
  if (top.mark !== mark) return supersededBy(top.mark as Mark);
  setInside(draft, ref, [key], node);
  voidHandles(draft, ref, HANDLE_OF[key]);
  return APPLIED;
}

/** T8: a living edge gets another handle (undefined: none); it belongs to the end that its author saw. */
export function writeHandle(
  draft: Draft,
  ref: Ref,
  key: HandleKey,
  value: Json | undefined,
  mustExist: boolean,
): Verdict {
  if (value !== undefined && typeof value !== "string") return refuse("invalid", null, `${key} is a string`);
  const edge = valueOf(draft.state, ref) as JsonObject;
  const record = recordIn(draft, ref);
  const endKey = END_OF[key];
  const end = topOf(candidatesOf(record, edge, endKey));
  if (end.mark !== null && !hasSeenAt(draft, end.mark, ref, [endKey], [endKey]))
    return refuse("stale_endpoint", end.mark);
  const seen = candidatesOf(record, edge, key).findLast((c) => sees(draft, ref, key, c));
  if (mustExist && (seen?.value ?? null) === null) return refuse("path_not_found");
  const { mark, candidates } = pushCandidate(draft, ref, key, value ?? null);
  const top = topOf(candidates);
  if (top.mark !== mark) return supersededBy(top.mark as Mark);
  setInside(draft, ref, [key], value);
  return APPLIED;
}

/** An end must be a living node: `dangling_edge`, with who removed it if somebody did. */
export function refuseEnd(draft: Draft, node: Json | undefined): Verdict | null {
  if (typeof node !== "string") return refuse("invalid", null, "an end is the id of a node");
  if (isAlive(draft.state, node)) return null;
  const record = recordOf(draft.state, { kind: "node", id: node });
  return refuse("dangling_edge", record?.death, `there is no node "${node}"`);
}

/** Replaces the candidates of some ends and handles of an edge. */
export function setCandidates(draft: Draft, ref: Ref, change: Partial<Ends>): void {
  const record = recordIn(draft, ref);
  setRecord(draft, ref, { ...record, ends: { ...NO_ENDS, ...record.ends, ...change } });
}

const NO_ENDS: Ends = { source: [], target: [], sourceHandle: [], targetHandle: [] };

function sees(draft: Draft, ref: Ref, key: keyof Ends, { mark }: Candidate): boolean {
  return mark === null || hasSeenAt(draft, mark, ref, [key], [key]);
}

/** Puts the current op's candidate among the others, by stamp. */
function pushCandidate(
  draft: Draft,
  ref: Ref,
  key: keyof Ends,
  value: string | null,
): { readonly mark: Mark; readonly candidates: readonly Candidate[] } {
  const old = candidatesOf(recordIn(draft, ref), valueOf(draft.state, ref) as JsonObject, key);
  const marks = old.flatMap((c) =>
    c.mark === null ? [] : [{ stamp: c.mark.stamp, seen: sees(draft, ref, key, c) }],
  );
  const mark: Mark = { stamp: stampOver(draft, marks), ...ownOrigin(draft) };
  const at = old.findLastIndex((c) => compareStamps(c.mark?.stamp ?? null, mark.stamp) < 0) + 1;
  const candidates = old.toSpliced(at, 0, { value, mark }).slice(-MAX_CANDIDATES);
  setCandidates(draft, ref, { [key]: candidates });
  return { mark, candidates };
}

/** T8: handle writes whose authors had not seen this end are void, and they are told. */
function voidHandles(draft: Draft, ref: Ref, key: HandleKey): void {
  const edge = valueOf(draft.state, ref) as JsonObject;
  const old = candidatesOf(recordIn(draft, ref), edge, key);
  const kept = old.filter((c) => sees(draft, ref, key, c));
  if (kept.length === old.length) return;
  for (const { mark, value } of old) {
    if (mark === null || kept.some((c) => c.mark === mark)) continue;
    const detail = value === null ? ({ op: "remove" } as const) : ({ op: "replace", value } as const);
    notify(draft, mark, "handle_void", pathOf(ref, [key]), detail);
  }
  const candidates = kept.length > 0 ? kept : [{ value: null, mark: null }];
  setCandidates(draft, ref, { [key]: candidates });
  setInside(draft, ref, [key], topOf(candidates).value ?? undefined);
}
