import { loadSop } from "#registry/room/load-sop.ts";
import type { Storage } from "#registry/storage/storage.ts";
import { graphOf } from "#schemas/change/state.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { SOP_RULES } from "#schemas/graph/rules.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { checkInvariants } from "#tests/support/invariants.ts";
import { firstDifference } from "#tests/support/same-json.ts";
import { Finding } from "./finding.ts";

/** Loads what the database holds as a room does, and checks every invariant of it. */
export async function checkStored({
  database,
  sop,
  log,
}: {
  readonly database: { readonly storage: Storage };
  readonly sop: string;
  readonly log: { readonly version: number; readonly graph: GraphView };
}): Promise<void> {
  const loaded = await loadSop(database.storage, sop);
  if (loaded === null) throw new Finding("reopen_differs", "nothing is there");
  const { state } = loaded.held;
  const difference = firstDifference(log.graph, graphOf(state));
  if (difference !== undefined) throw new Finding("reopen_differs", `version ${log.version}: ${difference}`);
  const context = { arrival: 0, rules: SOP_RULES, limits: DEFAULT_LIMITS, lockHolder: () => undefined };
  try {
    checkInvariants(state, context);
  } catch (error) {
    throw new Finding("invariants", `version ${log.version}: ${String(error)}`, { cause: error });
  }
}
