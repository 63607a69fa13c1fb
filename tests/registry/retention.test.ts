import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { startRetention } from "#registry/retention.ts";
import { createLog } from "#registry/log.ts";
import { register } from "#tests/support/account.ts";
import { makeDatabaseFile, startRegistry } from "#tests/support/registry.ts";
import { invite, openUp, verdictOf } from "#tests/support/share.ts";
import { createTestClock } from "#tests/support/test-clock.ts";
import { edit, instruct, post } from "./http/team.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Tables that are no SOP's; `agents` holds guests, who are, and the others, who are not. */
const OF_NO_SOP = new Set(["migrations", "sqlite_sequence"]);

/** What is in each table of a database, however many there will be. */
function rowsByTable(file: string): Map<string, Record<string, unknown>[]> {
  using db = new Database(file, { readonly: true });
  const tables = db.query<{ name: string }, []>("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  const known = tables.map(({ name }) => name).filter((name) => !OF_NO_SOP.has(name));
  return new Map(
    known.map((name) => [name, db.query<Record<string, unknown>, []>(`SELECT * FROM "${name}"`).all()]),
  );
}

test("[K3] a SOP that was deleted can be brought back for 30 days; then nothing of it is left in any table", async () => {
  await using database = await makeDatabaseFile();
  const clock = createTestClock();
  const first = await startRegistry({ ...database, clock, limits: { results_ms: 1 } });
  const ann = await register(first, "ann");
  const before = rowsByTable(database.file);
  const unit = { "@context": "https://openknowledgepulse.org/schema/v1", "@type": "ExpertSOP" };
  const made = await ann.call("POST", "/v1/sop", {
    ...unit,
    name: "To go",
    domain: "support",
    extra: { kept: "beside the graph" },
    decision_tree: [{ step: "a", instruction: "a" }],
  });
  const { id, graph } = (await made.json()) as { id: string; graph: { nodes: object } };
  const [node = ""] = Object.keys(graph.nodes);
  await openUp(ann, id, "network");
  const { token } = await invite(ann, id, { role: "editor" });
  const answer = await fetch(`${first.url}/v1/invites/${token}/accept`, { method: "POST" });
  const guest = ((await answer.json()) as { api_key: string }).api_key;
  await edit(ann, id, instruct(node, "committed"));
  // A refused patch leaves a result without a row.
  await ann.call("PATCH", `/v1/sop/${id}`, [instruct("nowhere", "x")], {
    "content-type": "application/json-patch+json",
  });
  // An edit that is undone by who had not seen it leaves a notice.
  const late = {
    type: "patch",
    id: "late",
    base: 1,
    ts: clock.now(),
    ops: [{ op: "remove", path: `/nodes/${node}` }],
  };
  await edit(ann, id, instruct(node, "not seen"));
  await post(ann, `/v1/sop/${id}/messages?client=ann-laptop`, [late]);
  await post(ann, `/v1/sop/${id}/versions`, { label: "last" });

  const filled = rowsByTable(database.file);
  for (const [table, rows] of filled) {
    const isMore = rows.length > (before.get(table)?.length ?? 0);
    // A table that this test does not fill is one that it cannot show to be emptied: fill it.
    expect({ table, isMore }).toEqual({ table, isMore: true });
  }
  expect((await ann.call("DELETE", `/v1/sop/${id}`)).status).toBe(204);
  await first.stop();

  clock.advance(30 * DAY_MS - 1);
  await using second = await startRegistry({ ...database, clock });
  const path = `${second.url}/v1/sop/${id}`;
  const call = (method: string, tail = "") =>
    fetch(path + tail, { method, headers: { authorization: `Bearer ${ann.key}` } });
  expect((await call("POST", "/undelete")).status).toBe(200);
  expect((await call("DELETE")).status).toBe(204);
  await second.stop();

  clock.advance(30 * DAY_MS);
  const third = await startRegistry({ ...database, clock });
  expect(
    await verdictOf(fetch(`${third.url}/v1/sop/${id}`, { headers: { authorization: `Bearer ${guest}` } })),
  ).toMatch(/^40[14]/);
  await third.stop();
  const after = rowsByTable(database.file);
  for (const [table, rows] of after) {
    if (table === "keys") continue;
    expect({ table, rows }).toEqual({ table, rows: before.get(table) ?? [] });
  }
  expect(after.get("keys")).toHaveLength(before.get("keys")?.length ?? 0);
});

test("[K3] it looks again every hour, one look at a time, and a failure does not end it", async () => {
  const clock = createTestClock();
  const asked: number[] = [];
  const answers = [Promise.withResolvers<string[]>(), Promise.withResolvers<string[]>()];
  const sops = { purge: (before: number) => answers[asked.push(before) - 1]?.promise ?? Promise.resolve([]) };
  const retention = startRetention({
    sops,
    clock,
    limits: { undelete_ms: DAY_MS },
    log: createLog("silent"),
  });
  expect(asked).toEqual([clock.now() - DAY_MS + 1]);
  clock.advance(2 * 60 * 60 * 1000);
  expect(asked).toHaveLength(1);
  answers[0]?.reject(new Error("the disk is full"));
  await new Promise(setImmediate);
  clock.advance(60 * 60 * 1000);
  expect(asked).toHaveLength(2);
  answers[1]?.resolve(["kp:sop:gone"]);
  await retention.stop();
  clock.advance(DAY_MS);
  expect(asked).toHaveLength(2);
});
