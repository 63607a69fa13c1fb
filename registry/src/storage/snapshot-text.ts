import type { Side } from "#schemas/change/side.ts";
import type { Snapshot } from "#schemas/change/snapshot.ts";
import type { SnapshotText } from "./storage.ts";

/** A snapshot as it is kept. */
export function snapshotToText({ version, arrival, graph, side }: Snapshot): SnapshotText {
  return { version, arrival, graph: JSON.stringify(graph), side: JSON.stringify(side) };
}

/** The snapshot in its texts. Throws on texts that `snapshotToText` did not make. */
export function textToSnapshot({ version, arrival, graph, side }: SnapshotText): Snapshot {
  return { version, arrival, graph: JSON.parse(graph) as Snapshot["graph"], side: JSON.parse(side) as Side };
}
