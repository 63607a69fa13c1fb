import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Sop } from "#schemas/protocol/document.ts";
import { edgeOf, smallGraph, stepOf } from "./graphs.ts";
import { verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let id: string;
beforeAll(async () => {
  world = await openWorld({ limits: { ops: 3, value_bytes: 200 } });
});
beforeEach(async () => {
  id = (await world.createSop()).id;
});
afterAll(() => world.close());

const put = (body: unknown, query = "", headers = {}) =>
  world.call("PUT", `/v1/sop/${id}${query}`, { key: world.key, body, headers });

test("[H9] a graph needs base or If-Match, else 428", async () => {
  expect(verdictOf(await put({ graph: smallGraph() }))).toBe("428 precondition_required");
});

test("[H9] it is committed as what it changes against its base: what others did meanwhile stays", async () => {
  await world.edit(id, [{ op: "add", path: "/nodes/n", value: { ...stepOf("n") } }]);
  await world.edit(id, [{ op: "replace", path: "/nodes/a/position/x", value: 7 }]);
  const { nodes, ...rest } = smallGraph("Renamed");
  const { b: _removed, ...kept } = nodes;
  const mine: Graph = { ...rest, nodes: { ...kept, m: stepOf("m") }, edges: { e2: edgeOf("e2", "a", "m") } };
  const reply = await world.call<Sop>("PUT", `/v1/sop/${id}?base=0`, {
    key: world.key,
    body: { graph: mine },
  });
  expect(reply.status).toBe(200);
  expect(reply.body).toEqual(await world.read(id));
  expect(reply.headers.get("etag")).toBe(`"3-${reply.body.head}"`);
  const { graph } = reply.body;
  expect(graph.name).toBe("Renamed");
  expect(Object.keys(graph.nodes).sort()).toEqual(["a", "m", "n", "t"]);
  expect(Object.keys(graph.edges)).toEqual(["e2"]);
  expect(graph.nodes["a"]?.position.x).toBe(7);
  const [change] = (await world.patches(id, "?since=2")).items;
  expect(change?.ops.every((op) => op.path !== "")).toBe(true);
});

test("[H9] it may exceed the bounds of a patch, in ops and in size", async () => {
  const nodes = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`n${i}`, stepOf(`n${i}`)]));
  const reply = await put({ graph: { ...smallGraph(), nodes, edges: {} } }, "?base=0");
  expect(reply.status).toBe(200);
  expect(Object.keys((await world.read(id)).graph.nodes)).toHaveLength(20);
  const patch = Object.keys(nodes).map((node) => ({ op: "remove", path: `/nodes/${node}` }));
  expect(verdictOf(await world.call("PATCH", `/v1/sop/${id}`, { key: world.key, body: patch }))).toBe(
    "413 limit",
  );
});

test("[H9] [O4] the same graph changes nothing; sent again under its key it is one change", async () => {
  expect((await put({ graph: smallGraph() }, "?base=0")).status).toBe(200);
  expect((await world.read(id)).version).toBe(0);
  const headers = { "idempotency-key": "put-1" };
  const body = { graph: smallGraph("Once") };
  await put(body, "?base=0", headers);
  await world.edit(id, [{ op: "replace", path: "/name", value: "Later" }]);
  expect((await put(body, "?base=0", headers)).status).toBe(200);
  expect(await world.read(id)).toMatchObject({ version: 2, graph: { name: "Later" } });
});

test("[H9] what conflicts is refused whole, with the outcomes, and changes nothing", async () => {
  await world.edit(id, [{ op: "remove", path: "/nodes/b" }]);
  const graph = smallGraph("Renamed");
  graph.edges["e2"] = edgeOf("e2", "a", "b");
  const reply = await put({ graph }, "?base=0");
  expect(verdictOf(reply)).toBe("409 dangling_edge");
  expect(reply.body.outcomes).toContainEqual(expect.objectContaining({ code: "dangling_edge" }));
  expect(await world.read(id)).toMatchObject({ version: 1, graph: { name: "Small" } });
});

test("[H9] [H8] with If-Match it goes through on that version alone", async () => {
  const etag = '"0-"';
  expect((await put({ graph: smallGraph("One") }, "", { "if-match": etag })).status).toBe(200);
  const stale = await put({ graph: smallGraph("Two") }, "", { "if-match": etag });
  expect(verdictOf(stale)).toBe("412 precondition_failed");
  expect(stale.body.sop).toEqual(await world.read(id));
});

test("[H9] [D6] visibility is changed by its owner, without a version", async () => {
  const reply = await world.call<Sop>("PUT", `/v1/sop/${id}`, {
    key: world.key,
    body: { visibility: "org" },
  });
  expect(reply.body).toMatchObject({ version: 0, visibility: "org" });
  expect((await world.read(id)).visibility).toBe("org");
});

test("[H9] a graph that breaks a rule, or nothing at all, is not taken", async () => {
  const dangling = { ...smallGraph(), edges: { e: edgeOf("e", "a", "gone") } };
  expect(verdictOf(await put({ graph: dangling }, "?base=0"))).toBe("422 dangling_edge");
  expect(verdictOf(await put({ graph: { ...smallGraph(), extra: 1 } }, "?base=0"))).toBe("422 invalid");
  expect(verdictOf(await put({}))).toBe("422 invalid");
  expect(verdictOf(await put({ graph: smallGraph() }, "?base=9"))).toBe("409 base_ahead");
});
