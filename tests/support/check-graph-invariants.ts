import { BANNED_KEYS } from "#schemas/ids.ts";
import { isObject } from "#schemas/json.ts";
import type { Json } from "#schemas/json.ts";
import type { GraphRules, GraphView } from "#schemas/change/types.ts";

/** What a graph alone shows of I1, I2, I3 and I10; throws a sentence that names the rule and the place. */
export function checkGraphInvariants(graph: GraphView, rules: GraphRules): void {
  checkEntities(graph.nodes, "nodes", (value) => rules.checkNode(value));
  checkEntities(graph.edges, "edges", (value) => rules.checkEdge(value));
  for (const [id, edge] of Object.entries(graph.edges)) {
    for (const end of ["source", "target"]) {
      const node = edge[end];
      if (typeof node !== "string" || !Object.hasOwn(graph.nodes, node)) {
        throw new Error(`[I1] edge ${id} has no ${end}: ${JSON.stringify(node)}`);
      }
    }
  }
  checkKeys(graph, "");
}

function checkEntities(
  map: Readonly<Record<string, Json>>,
  name: string,
  check: (value: Json) => string | undefined,
): void {
  for (const [id, entity] of Object.entries(map)) {
    if (!isObject(entity) || entity["id"] !== id) throw new Error(`[I2] id at /${name}/${id} is not its key`);
    const wrong = check(entity);
    if (wrong !== undefined) throw new Error(`[I3] /${name}/${id}: ${wrong}`);
  }
}

function checkKeys(value: Json, at: string): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (BANNED_KEYS.has(key)) throw new Error(`[I10] banned key at ${at}/${key}`);
    checkKeys(inner, `${at}/${key}`);
  }
}
