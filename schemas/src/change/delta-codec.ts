import type { Json } from "../json.ts";
import { compactState } from "./compact.ts";
import type { Delta } from "./delta.ts";
import type { Change, Draft } from "./draft.ts";
import { BLANK } from "./record.ts";
import { decodeRecord, encodeRecord } from "./record-codec.ts";
import type { Own } from "./stamp-codec.ts";
import { putRecord, recordOf, type Ref, type SopState } from "./state.ts";
import { refKey } from "./target.ts";
import type { Row } from "./types.ts";

/** What a draft changed beside the graph: against the record that each entity had at first. */
export function encodeDelta(draft: Draft): Delta {
  const own: Own = { ms: draft.ms, peer: draft.patch.peer, version: draft.version };
  const { forgotten } = draft.state;
  const delta: { n?: Record<string, Json>; e?: Record<string, Json>; m?: Json; c?: Delta["c"] } = {};
  if (forgotten.length > 0) delta.c = forgotten;
  for (const { ref, record: old } of firstChanges(draft)) {
    const now = recordOf(draft.state, ref);
    if (now === undefined || now === old) continue;
    const json = encodeRecord(old ?? BLANK, now, own);
    if (ref.kind === "meta") delta.m = json;
    else (delta[ref.kind === "node" ? "n" : "e"] ??= {})[ref.id] = json;
  }
  return delta;
}

/** Changes a state's records as a row says. Throws on a delta that is none. */
export function applyDelta(state: SopState, row: Pick<Row, "ts" | "peer" | "version" | "delta">): void {
  const own: Own = { ms: row.ts, peer: row.peer, version: row.version };
  const apply = (ref: Ref, json: unknown) => {
    putRecord(state, ref, decodeRecord(recordOf(state, ref) ?? BLANK, json as Json, own));
  };
  const { n, e, m, c = [] } = row.delta;
  for (const [horizonVersion, buriedBefore] of c) compactState(state, horizonVersion, buriedBefore);
  state.forgotten = [];
  for (const id in n) apply({ kind: "node", id }, n[id]);
  for (const id in e) apply({ kind: "edge", id }, e[id]);
  if (m !== undefined) apply({ kind: "meta", id: "" }, m);
}

function firstChanges(draft: Draft): Change[] {
  const [one, ...rest] = draft.journal;
  if (one !== undefined && rest.every(({ ref }) => ref === one.ref)) return [one];
  const first = new Map<string, Change>();
  for (const change of draft.journal) {
    const key = refKey(change.ref);
    if (!first.has(key)) first.set(key, change);
  }
  return [...first.values()];
}
