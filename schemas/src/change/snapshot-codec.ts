import type { Json, JsonObject } from "../json.ts";
import { BLANK, type Entity } from "./record.ts";
import { decodeRecord, encodeRecord } from "./record-codec.ts";
import type { Snapshot } from "./snapshot.ts";
import { adoptGraph, holdGraph, type SopState } from "./state.ts";

/** A state as JSON. Its graph shares the state's entities, which never change, but not its maps. */
export function toSnapshot(state: SopState): Snapshot {
  return {
    version: state.version,
    arrival: state.arrival,
    graph: holdGraph(state),
    side: {
      n: encodeRecords(state.nodeRecords),
      e: encodeRecords(state.edgeRecords),
      m: encodeRecord(BLANK, state.metaRecord, null),
    },
  };
}

/** The state of a snapshot, which is given away to it. Throws where it is none. */
export function fromSnapshot(snapshot: Snapshot): SopState {
  const { graph, version, arrival } = snapshot;
  // Entities are found by ids such as "toString".
  const [nodes, edges] = [graph.nodes, graph.edges].map((map) => Object.setPrototypeOf(map, null));
  const state = adoptGraph({ ...graph, nodes, edges }, version, arrival);
  const { n, e, m } = snapshot.side as { n: JsonObject; e: JsonObject; m: Json };
  for (const [id, json] of Object.entries(n)) state.nodeRecords.set(id, decodeRecord(BLANK, json, null));
  for (const [id, json] of Object.entries(e)) state.edgeRecords.set(id, decodeRecord(BLANK, json, null));
  state.metaRecord = decodeRecord(BLANK, m, null);
  return state;
}

/** Sorted by id, so that equal states have equal snapshots. */
function encodeRecords(records: ReadonlyMap<string, Entity>): Record<string, Json> {
  const ids = [...records.keys()].sort();
  return Object.fromEntries(ids.map((id) => [id, encodeRecord(BLANK, records.get(id) as Entity, null)]));
}
