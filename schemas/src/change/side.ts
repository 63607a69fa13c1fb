import type { Json, JsonObject } from "../json.ts";
import { BLANK, type Entity, type Reg } from "./record.ts";
import { decodeRecord, encodeRecord } from "./record-codec.ts";
import { putRecord, type Ref, type SopState } from "./state.ts";

/** What stands beside a graph, as far as a client needs it to lay its own patches as they will be judged. */
export interface Side {
  readonly n?: JsonObject;
  readonly e?: JsonObject;
  readonly m?: Json;
}

/**
 * The elements of every list in which somebody said where, dead ones too, the candidates of re-targeted edges, and whose
 * frames are lost. Who wrote what when is left out: of what a client was told, it has seen everything.
 */
export function sideOf({ nodeRecords, edgeRecords, metaRecord }: SopState): Side {
  const n = encodeMap(nodeRecords);
  const e = encodeMap(edgeRecords);
  const m = encode(metaRecord);
  return { ...(n !== null && { n }), ...(e !== null && { e }), ...(m !== null && { m }) };
}

/** Puts beside a fresh state's graph what `sideOf` told of it. Throws on what it did not tell. */
export function takeSide(state: SopState, { n, e, m }: Side): void {
  const take = (ref: Ref, json: Json) => putRecord(state, ref, decodeRecord(BLANK, json, null));
  for (const [id, json] of Object.entries(n ?? {})) take({ kind: "node", id }, json);
  for (const [id, json] of Object.entries(e ?? {})) take({ kind: "edge", id }, json);
  if (m !== undefined) take({ kind: "meta", id: "" }, m);
}

function encodeMap(records: ReadonlyMap<string, Entity>): JsonObject | null {
  const told: Record<string, Json> = Object.create(null);
  let isEmpty = true;
  for (const [id, record] of records) {
    const json = encode(record);
    if (json === null) continue;
    told[id] = json;
    isEmpty = false;
  }
  return isEmpty ? null : told;
}

/** Null: there is nothing to tell. */
function encode({ reg, ends, lost, ...record }: Entity): Json | null {
  const lists = onlyLists(reg);
  if (lists === null && ends === null && lost === null) return null;
  const birth = ends === null ? null : record.birth;
  return encodeRecord(BLANK, { ...BLANK, birth, reg: lists, ends, lost }, null);
}

/** The registers on the way to lists, and the lists. */
function onlyLists(reg: Reg | null): Reg | null {
  if (reg === null) return null;
  const kids: Record<string, Reg> = Object.create(null);
  let hasKids = false;
  for (const key in reg.kids) {
    const kid = onlyLists(reg.kids[key] as Reg);
    if (kid === null) continue;
    kids[key] = kid;
    hasKids = true;
  }
  if (!hasKids && reg.list === null) return null;
  return { write: reg.write, kids: hasKids ? kids : null, list: reg.list };
}
