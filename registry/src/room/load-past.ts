import { textToSnapshot } from "#registry/storage/snapshot-text.ts";
import type { LogStore } from "#registry/storage/storage.ts";
import { replay } from "#schemas/change/replay.ts";
import { fromSnapshot } from "#schemas/change/snapshot-codec.ts";
import type { SopState } from "#schemas/change/state.ts";

/** A SOP's state at a version, as it was then; null: that version is not kept, or was never there. Rejects when storage fails. */
export async function loadPast(
  log: Pick<LogStore, "load">,
  sop: string,
  version: number,
): Promise<{ readonly state: SopState; readonly head: string } | null> {
  const loaded = await log.load(sop, version);
  if (loaded === null) return null;
  const state = fromSnapshot(textToSnapshot(loaded.snapshot));
  for (const row of loaded.rows) replay(state, row);
  return state.version === version ? { state, head: loaded.rows.at(-1)?.head ?? loaded.head } : null;
}
