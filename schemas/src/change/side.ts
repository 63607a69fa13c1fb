import type { Json, JsonObject } from "../json.ts";
import { BLANK, type Entity, type Reg } from "./record.ts";
import { decodeRecord, encodeRecord } from "./record-codec.ts";
import { putRecord, type Ref, type SopState } from "./state.ts";

/** What stands beside a graph, as JSON: records of nodes, edges and the members beside them. */
export interface Side {
  readonly n?: JsonObject;
  readonly e?: JsonObject;
  readonly m?: Json;
}

/** All that stands beside a state's graph, sorted by id, so that equal states have equal sides. */
export function sideOf({ nodeRecords, edgeRecords, metaRecord }: SopState): Side {
  return { n: encodeMap(nodeRecords), e: encodeMap(edgeRecords), m: encodeRecord(BLANK, metaRecord, null) };
}

/**
 * As far as a client needs it that has nothing unanswered: the elements of every list in which somebody said where, dead
 * ones too, the candidates of re-targeted edges, and whose frames are lost. Who wrote what when is left out: of what it
 * is told, it has seen everything.
 */
export function briefSideOf({ nodeRecords, edgeRecords, metaRecord }: SopState): Side {
  const n = encodeMap(nodeRecords, brief);
  const e = encodeMap(edgeRecords, brief);
  const m = brief(metaRecord);
  return { n, e, ...(m !== null && { m: encodeRecord(BLANK, m, null) }) };
}

/** Puts beside a fresh state's graph what stands there. Throws on what is no side. */
export function takeSide(state: SopState, { n, e, m }: Side): void {
  const take = (ref: Ref, json: Json) => putRecord(state, ref, decodeRecord(BLANK, json, null));
  for (const [id, json] of Object.entries(n ?? {})) take({ kind: "node", id }, json);
  for (const [id, json] of Object.entries(e ?? {})) take({ kind: "edge", id }, json);
  if (m !== undefined) take({ kind: "meta", id: "" }, m);
}

function encodeMap(
  records: ReadonlyMap<string, Entity>,
  choose: (record: Entity) => Entity | null = (record) => record,
): Record<string, Json> {
  const ids = [...records.keys()].sort();
  return Object.fromEntries(
    ids.flatMap((id) => {
      const chosen = choose(records.get(id) as Entity);
      return chosen === null ? [] : [[id, encodeRecord(BLANK, chosen, null)] as const];
    }),
  );
}

/** Null: there is nothing to tell. */
function brief({ birth, reg, ends, lost }: Entity): Entity | null {
  const lists = onlyLists(reg);
  if (lists === null && ends === null && lost === null) return null;
  return { ...BLANK, birth: ends === null ? null : birth, reg: lists, ends, lost };
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
