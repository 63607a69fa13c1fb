import type { Storage } from "#registry/storage/storage.ts";
import { replay } from "#schemas/change/replay.ts";
import { fromSnapshot } from "#schemas/change/snapshot-codec.ts";
import type { HeldSop } from "./parts.ts";

/** A SOP fresh from the disk, and how many rows came after its snapshot. */
export interface LoadedSop {
  readonly held: HeldSop;
  readonly rowsAfterSnapshot: number;
}

/** Loads a SOP: its newest snapshot and the rows after it. Null: none, or deleted. Rejects when storage fails. */
export async function loadSop(
  storage: Pick<Storage, "log" | "sops">,
  sop: string,
): Promise<LoadedSop | null> {
  const record = await storage.sops.find(sop);
  if (record === null || record.deleted_at !== null) return null;
  const loaded = await storage.log.load(sop);
  if (loaded === null) return null;
  const state = fromSnapshot(loaded.snapshot);
  for (const row of loaded.rows) replay(state, row);
  const { head } = loaded.rows[loaded.rows.length - 1] ?? loaded;
  const held = { state, record: { ...record, version: state.version, head } };
  return { held, rowsAfterSnapshot: loaded.rows.length };
}
