import { Database } from "bun:sqlite";
import { applyPatch } from "rfc6902";
import { readSop } from "#tests/contract-client/http-client.ts";
import type { Graph } from "#tests/contract-client/json.ts";
import type { Stage } from "./stage.ts";

/** What was compared, and the names of those that differ from what the registry answers. */
export type Comparison = { version: number; compared: string[]; different: string[] };

/**
 * Compares both canvases, the registry's answer, and its database, whose rows are replayed with another JSON Patch
 * library on the graph that the SOP began with. Stops the registry.
 */
export async function compareAll({ registry, agents, sop, mia, jonas }: Stage): Promise<Comparison> {
  const answer = await readSop(registry.url, agents.bot, sop.id);
  await Promise.all([mia.peer.reach(answer.version), jonas.peer.reach(answer.version)]);
  await registry.stop();
  const stored = replayRows(registry.databaseFile, sop.id, sop.graph);
  const graphs: Record<string, { graph: Graph; version: number }> = {
    "Mia's canvas": mia.peer,
    "Jonas's canvas": jonas.peer,
    "the rows in the database, replayed with rfc6902": stored,
  };
  const different = Object.entries(graphs)
    .filter(
      ([, { graph, version }]) => version !== answer.version || !Bun.deepEquals(graph, answer.graph, true),
    )
    .map(([name]) => name);
  return { version: answer.version, compared: ["the registry's GET", ...Object.keys(graphs)], different };
}

type Row = { version: number; ops: string };

/** The graph after all rows of the log, each applied strictly; throws on a hole or an op that does not apply. */
function replayRows(file: string, sopId: string, begin: Graph): { graph: Graph; version: number } {
  const database = new Database(file, { readonly: true });
  const rows = database
    .query<Row, [string]>(
      "select version, ops from log where sop = (select key from sops where id = ?) order by version",
    )
    .all(sopId);
  database.close();
  const graph = structuredClone(begin);
  for (const [i, row] of rows.entries()) {
    if (row.version !== i + 1) throw new Error(`the log has a hole before version ${row.version}`);
    const failed = applyPatch(graph, JSON.parse(row.ops)).find((error) => error !== null);
    if (failed) throw new Error(`version ${row.version} does not apply: ${failed.message}`);
  }
  return { graph, version: rows.length };
}
