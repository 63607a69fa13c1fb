import { eq, sql } from "drizzle-orm";
import type { Db } from "./connect.ts";
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
  const byId = db
    .select({ key, version, outcomes_from })
    .from(sops)
    .where(eq(sops.id, sql.placeholder("id")))
    .prepare();
  return (id) => byId.get({ id });
}
