import type { Act, SopEvent } from "../sharing.ts";
import type { Db } from "./connect.ts";
import { activity } from "./schema.ts";

/** Notes what happened to a SOP (its number) in the transaction that makes it happen. */
export function recordEvent(db: Db, sop: number, act: Act, event: SopEvent): void {
  db.insert(activity)
    .values({ sop, at: act.at, by: act.by, event: JSON.stringify(event) })
    .run();
}
