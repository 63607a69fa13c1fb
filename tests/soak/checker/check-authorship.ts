import type { Breach } from "./evidence.ts";
import type { Facts } from "./facts.ts";

/**
 * Base, time and order are the author's: the base is what was confirmed when the call was made, the time counts as it
 * was fixed (or as the arrival, where that was earlier), and the patches of a peer stand in the log as they were made.
 */
export function checkAuthorship({ changed, sendings, patches, rows, madeOn }: Facts): Breach[] {
  const breaches: Breach[] = [];
  for (const key of changed)
    breaches.push({ rule: "changed_on_device", detail: `${key} was found otherwise than it was kept` });
  for (const { key, sent, made } of sendings) {
    if (made === undefined)
      breaches.push({ rule: "sent_before_kept", detail: `${key} left before it was kept` });
    else if (sent.base !== made.base)
      breaches.push({
        rule: "own_base",
        detail: `${key} was sent with base ${sent.base}, made on ${made.base}`,
      });
    else if (sent.ts !== made.ts)
      breaches.push({ rule: "own_time", detail: `${key} was sent with ts ${sent.ts}, made at ${made.ts}` });
  }
  const lastOf = new Map<string, number>();
  for (const [key, { peer, made }] of patches) {
    const version = madeOn.get(key);
    if (version !== undefined && made.base !== version)
      breaches.push({ rule: "own_base", detail: `${key} has base ${made.base}, and was made on ${version}` });
    const row = rows.get(key);
    if (row === undefined) continue;
    const counted = Math.min(made.ts, row.arrival);
    if (row.ts !== counted)
      breaches.push({
        rule: "own_time",
        detail: `${key} counts at ${row.ts}, made at ${made.ts}, came at ${row.arrival}`,
      });
    const last = lastOf.get(peer) ?? 0;
    if (row.version < last)
      breaches.push({
        rule: "order",
        detail: `${key} is version ${row.version}, one made before it is ${last}`,
      });
    lastOf.set(peer, row.version);
  }
  return breaches;
}
