import { applyPatch } from "rfc6902";
import type { Breach, Evidence } from "./evidence.ts";
import { firstDifference, type Graph } from "./json.ts";

/** The log, replayed by a library of others, gives what is served and what everybody sees, and never an edge without its ends. */
export function checkReplay({ first, log, served, histories }: Evidence): Breach[] {
  const breaches: Breach[] = [];
  const graph = structuredClone<Graph>(first);
  for (const { version, ops } of log) {
    const refused = applyPatch(graph, structuredClone(ops) as Parameters<typeof applyPatch>[1]).find(
      (error) => error !== null,
    );
    if (refused) breaches.push({ rule: "not_strict", detail: `version ${version}: ${refused.message}` });
    for (const edge of Object.values(graph.edges))
      if ([edge["source"], edge["target"]].some((end) => !Object.hasOwn(graph.nodes, end as string)))
        breaches.push({ rule: "dangling", detail: `version ${version}: ${JSON.stringify(edge)}` });
  }
  const difference = firstDifference(graph, served.graph);
  if (difference !== undefined)
    breaches.push({ rule: "served_differs", detail: `replayed and served differ at ${difference}` });
  for (const { agent, lines } of histories) {
    const last = lines.findLast((line) => line.at === "final");
    if (last === undefined) continue;
    const at =
      last.version === served.version ? firstDifference(last.graph, served.graph) : `version ${last.version}`;
    if (at !== undefined)
      breaches.push({ rule: "view_differs", detail: `${agent} sees something else: ${at}` });
  }
  return breaches;
}
