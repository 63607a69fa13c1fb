import type { Breach, Evidence } from "./evidence.ts";
import { peerAndId } from "./facts.ts";
import { firstDifference } from "./json.ts";

/** Versions without holes, one result per id, and a file that holds what was served. */
export function checkLog({ log, served, stored }: Evidence): Breach[] {
  const breaches: Breach[] = [];
  log.forEach(({ version }, i) => {
    if (version !== i + 1)
      breaches.push({ rule: "hole", detail: `version ${version} stands where ${i + 1} belongs` });
  });
  if (served.version !== log.length)
    breaches.push({ rule: "hole", detail: `version ${served.version} is served, the log has ${log.length}` });

  const results = new Set<string>();
  for (const { peer, id } of [...log, ...stored.results]) {
    const key = peerAndId(peer, id);
    if (results.has(key)) breaches.push({ rule: "doubled_id", detail: `${key} was judged twice` });
    results.add(key);
  }

  if (stored.version !== served.version)
    breaches.push({
      rule: "file_differs",
      detail: `the file is at ${stored.version}, served is ${served.version}`,
    });
  const told = stored.rows.map(({ version, id, peer, ts, ops }) => ({ version, id, peer, ts, ops }));
  const shown = log.map(({ version, id, peer, ts, ops }) => ({ version, id, peer, ts, ops }));
  const difference = firstDifference(told, shown);
  if (difference !== undefined)
    breaches.push({ rule: "file_differs", detail: `file and log differ at ${difference}` });
  return breaches;
}
