import { afterAll, beforeAll, expect, test } from "bun:test";
import { SopPage } from "#schemas/protocol/http-answers.ts";
import { createTestClock } from "#tests/support/test-clock.ts";
import { smallGraph } from "./graphs.ts";
import { verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

const clock = createTestClock();
let world: World;
beforeAll(async () => {
  world = await openWorld({ clock });
});
afterAll(() => world.close());

const list = (key: string, query = "") => world.call<SopPage>("GET", `/v1/sop${query}`, { key });
const namesIn = (page: SopPage) => page.items.map((item) => item.name);

test("[H5] lists the caller's own SOPs, newest change first, as envelopes with name and domain", async () => {
  const key = await world.register("lister");
  await world.createSop({ graph: smallGraph("Theirs") });
  const first = await world.createSop({ key, graph: smallGraph("First") });
  await world.createSop({ key, graph: smallGraph("Second") });
  const { body } = await list(key);
  expect(SopPage.parse(body)).toEqual(body);
  expect(namesIn(body)).toEqual(["Second", "First"]);
  const { graph, ...envelope } = first;
  expect(body.items[1]).toEqual({ ...envelope, name: graph.name, domain: graph.domain, peers: [] });
  expect(body).not.toHaveProperty("next_cursor");

  clock.advance(1);
  const ops = [{ op: "replace", path: "/name", value: "First again" }];
  await world.call("PATCH", `/v1/sop/${first.id}`, { key, body: ops });
  expect(namesIn((await list(key)).body)).toEqual(["First again", "Second"]);
});

test("[H5] pages by cursor, each SOP once", async () => {
  const key = await world.register("pager");
  for (const name of ["1", "2", "3", "4", "5"]) await world.createSop({ key, graph: smallGraph(name) });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await list(key, `?limit=2${cursor === undefined ? "" : `&cursor=${cursor}`}`);
    seen.push(...namesIn(body));
    cursor = body.next_cursor;
  } while (cursor !== undefined);
  expect(seen).toEqual(["5", "4", "3", "2", "1"]);
});

test("[H5] searches names, and filters by domain and status", async () => {
  const key = await world.register("searcher");
  await world.createSop({ key, graph: { ...smallGraph("Refund 100%"), domain: "money" } });
  await world.createSop({ key, graph: smallGraph("Outage") });
  expect(namesIn((await list(key, "?q=outA")).body)).toEqual(["Outage"]);
  expect(namesIn((await list(key, "?q=0%25")).body)).toEqual(["Refund 100%"]);
  expect(namesIn((await list(key, "?domain=money")).body)).toEqual(["Refund 100%"]);
  expect(namesIn((await list(key, "?status=draft&mine=true")).body)).toEqual(["Outage", "Refund 100%"]);
  expect(namesIn((await list(key, "?status=approved")).body)).toEqual([]);
});

test("[H5] queries that make no sense are refused, and say which part", async () => {
  for (const query of [
    "?limit=0",
    "?limit=101",
    "?limit=x",
    "?limit=",
    "?cursor=abc",
    "?status=new",
    "?mine=1",
  ]) {
    const reply = await world.call("GET", `/v1/sop${query}`, { key: world.key });
    expect({ query, verdict: verdictOf(reply) }).toEqual({ query, verdict: "422 invalid" });
    expect(reply.body.detail).toContain(query.slice(1, query.indexOf("=")));
  }
});
