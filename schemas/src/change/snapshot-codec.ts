import type { Snapshot } from "./snapshot.ts";
import { sideOf, takeSide } from "./side.ts";
import { adoptGraph, holdGraph, type SopState } from "./state.ts";

/** A state as JSON. Its graph shares the state's entities, which never change, but not its maps. */
export function toSnapshot(state: SopState): Snapshot {
  return {
    version: state.version,
    arrival: state.arrival,
    graph: holdGraph(state),
    side: sideOf(state),
  };
}

/** The state of a snapshot, which is given away to it. Throws where it is none. */
export function fromSnapshot(snapshot: Snapshot): SopState {
  const { graph, side, version, arrival } = snapshot;
  // Entities are found by ids such as "toString".
  const [nodes, edges] = [graph.nodes, graph.edges].map((map) => Object.setPrototypeOf(map, null));
  const state = adoptGraph({ ...graph, nodes, edges }, version, arrival);
  takeSide(state, side);
  return state;
}
