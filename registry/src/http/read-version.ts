import { textToSnapshot } from "#registry/storage/snapshot-text.ts";
import type { LogStore } from "#registry/storage/storage.ts";
import { replay } from "#schemas/change/replay.ts";
import { fromSnapshot } from "#schemas/change/snapshot-codec.ts";
import { graphOf } from "#schemas/change/state.ts";

/** A SOP's graph (JSON text) and head at a version that is not above its newest; null: the log no longer holds it. */
export async function readVersion(
  log: Pick<LogStore, "load" | "headAt">,
  sop: string,
  version: number,
): Promise<{ readonly head: string; readonly graphText: string } | null> {
  const loaded = await log.load(sop, version);
  const head = await log.headAt(sop, version);
  if (loaded === null || head === null) return null;
  const state = fromSnapshot(textToSnapshot(loaded.snapshot));
  for (const row of loaded.rows) replay(state, row);
  return state.version === version ? { head, graphText: JSON.stringify(graphOf(state)) } : null;
}
