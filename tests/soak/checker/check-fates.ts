import type { Breach, Evidence, Judgement } from "./evidence.ts";
import { peerAndId, type Facts } from "./facts.ts";

/** Nothing lost, nothing doubled, and every author knows: what was on a device is in the log, or was refused by name. */
export function checkFates({ log, stored, histories }: Evidence, facts: Facts): Breach[] {
  const breaches: Breach[] = [];
  const judged = new Map(stored.results.map(({ peer, id, outcome }) => [peerAndId(peer, id), outcome]));

  for (const { version, peer, id } of log)
    if (!facts.patches.has(peerAndId(peer, id)))
      breaches.push({
        rule: "sent_before_kept",
        detail: `version ${version} (${peer} ${id}) was on no device`,
      });

  for (const [key] of facts.patches) {
    const row = facts.rows.get(key);
    const outcome = row === undefined ? judged.get(key) : row.outcome;
    if (row === undefined && outcome === undefined && !facts.aside.has(key))
      breaches.push({
        rule: "unaccounted",
        detail: `${key} was on a device, and nobody knows what became of it`,
      });
    if (outcome !== undefined && outcome !== null && isRefused(outcome) && !facts.aside.has(key))
      breaches.push({
        rule: "untold",
        detail: `${key}: ${JSON.stringify(outcome)}, and its author does not know`,
      });
  }

  for (const { peer, ids, end } of facts.ends) {
    // It says nothing of what became of them, and that they were set aside is looked at above.
    if (end.kind === "unknown") continue;
    const rows = ids.flatMap((id) => facts.rows.get(peerAndId(peer, id)) ?? []);
    const isThere =
      end.version === null ? rows.length === 0 : rows.some(({ version }) => version === end.version);
    const isJudged = ids.every(
      (id) => facts.rows.has(peerAndId(peer, id)) || judged.has(peerAndId(peer, id)),
    );
    // An `error` is not recorded, so a refusal need not have left anything.
    if (!isThere || (end.kind === "saved" && !isJudged))
      breaches.push({ rule: "lost_ack", detail: `${peer} was told ${JSON.stringify(end)} of ${ids.join()}` });
  }

  for (const { agent, lines } of histories) {
    const last = lines.findLast((line) => line.at === "final");
    if (last === undefined || last.pending > 0)
      breaches.push({ rule: "pending", detail: `${agent} ends with ${last?.pending ?? "no view"} pending` });
  }
  return breaches;
}

function isRefused({ code, ops }: Judgement): boolean {
  return code !== undefined || ops.some(({ status }) => status === "rejected");
}
