import { textToSnapshot } from "#registry/storage/snapshot-text.ts";
import type { SopRecord, Storage } from "#registry/storage/storage.ts";
import { replay } from "#schemas/change/replay.ts";
import { fromSnapshot } from "#schemas/change/snapshot-codec.ts";
import type { SopState } from "#schemas/change/state.ts";
import type { HeldSop } from "./parts.ts";
import { Unjudged } from "./unjudged.ts";

type Loaded = NonNullable<Awaited<ReturnType<Storage["log"]["load"]>>>;

/** A SOP fresh from the disk, and how many rows came after its snapshot. */
export interface LoadedSop {
  readonly held: HeldSop;
  readonly rowsAfterSnapshot: number;
  /** The graph as JSON text, where the snapshot is of the newest version: it can be sent as it is. */
  readonly graphText: string | null;
}

/**
 * Loads a SOP: its newest snapshot and the rows after it. Without such rows the state is made when somebody first
 * needs more than the text. Null: none, or deleted. Rejects when storage fails.
 */
export async function loadSop(
  storage: Pick<Storage, "log" | "sops">,
  sop: string,
): Promise<LoadedSop | null> {
  const record = await storage.sops.find(sop);
  if (record === null || record.deleted_at !== null) return null;
  const loaded = await storage.log.load(sop);
  if (loaded === null) return null;
  const { snapshot, head, rows } = loaded;
  const last = rows[rows.length - 1];
  const newest = last ?? { version: snapshot.version, head };
  const held = holdLazily({ ...record, version: newest.version, head: newest.head }, () => makeState(loaded));
  // Rows that do not replay are found out now, not when somebody edits.
  if (last) void held.state;
  return { held, rowsAfterSnapshot: rows.length, graphText: last ? null : snapshot.graph };
}

function makeState({ snapshot, rows }: Pick<Loaded, "snapshot" | "rows">): SopState {
  const state = fromSnapshot(textToSnapshot(snapshot));
  for (const row of rows) replay(state, row);
  return state;
}

/** What the state is made from is let go once it is made. */
function holdLazily(record: SopRecord, make: () => SopState): HeldSop {
  let made: { readonly make: () => SopState } | { readonly state: SopState } = { make };
  return {
    record,
    changedRoles: new Map(),
    unjudged: new Unjudged(),
    get state() {
      if ("make" in made) made = { state: made.make() };
      return made.state;
    },
  };
}
