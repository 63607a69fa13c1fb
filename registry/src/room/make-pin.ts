import type { Pin } from "#registry/storage/history.ts";
import { snapshotToText } from "#registry/storage/snapshot-text.ts";
import type { LogStore } from "#registry/storage/storage.ts";
import { toSnapshot } from "#schemas/change/snapshot-codec.ts";
import { loadPast } from "./load-past.ts";

/** What has to be kept of a version for it to stay; null: it is not kept any more, or not there yet. */
export async function makePin(
  log: Pick<LogStore, "load">,
  sop: string,
  version: number,
): Promise<Pin | null> {
  const past = await loadPast(log, sop, version);
  return past && { snapshot: snapshotToText(toSnapshot(past.state)), head: past.head };
}
