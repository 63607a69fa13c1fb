import { eq, sql } from "drizzle-orm";
import type { Db } from "./connect.ts";
import { prepareFast } from "./prepare-fast.ts";
import { sops } from "./schema.ts";

/** What the log's calls need of an envelope. */
export interface SopKey {
  readonly key: number;
  readonly version: number;
  readonly outcomes_from: number;
}

/** Finds a SOP by its id, deleted ones too. */
export type FindSop = (id: string) => SopKey | undefined;

/** Prepares the look-up that every call on the log begins with. */
export function createFindSop(db: Db): FindSop {
  const { key, version, outcomes_from } = sops;
  const query = db
    .select({ key, version, outcomes_from })
    .from(sops)
    .where(eq(sops.id, sql.placeholder("id")));
  const byId = prepareFast<SopKey, [id: string]>(db, query, ["id"]);
  return (id) => byId.get(id) ?? undefined;
}
