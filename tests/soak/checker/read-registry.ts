import type { Evidence, LogRow } from "./evidence.ts";
import type { Graph } from "./json.ts";

/** Reads a SOP's first graph, its whole log and what is served now, over HTTP. */
export async function readRegistry(
  url: string,
  key: string,
  sop: string,
): Promise<Pick<Evidence, "first" | "log" | "served">> {
  const read = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${url}/v1/sop/${sop}${path}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const log: LogRow[] = [];
  let cursor: string | undefined = "0";
  while (cursor !== undefined) {
    const page: { items: LogRow[]; next_cursor?: string } = await read(`/patches?since=${cursor}&limit=1000`);
    log.push(...page.items);
    cursor = page.next_cursor;
  }
  const { graph } = await read<{ graph: Graph }>("?version=0");
  return { first: graph, log, served: await read("") };
}
