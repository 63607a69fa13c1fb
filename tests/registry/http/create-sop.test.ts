import { afterAll, beforeAll, expect, test } from "bun:test";
import { Sop } from "#schemas/protocol/document.ts";
import { edgeOf, smallGraph, stepOf } from "./graphs.ts";
import { verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: { nodes: 5, edges: 3, graph_bytes: 4096, depth: 8 } });
});
afterAll(() => world.close());

const create = (body: unknown) => world.call("POST", "/v1/sop", { key: world.key, body });

/** What is said to a small graph that was changed like this. */
async function verdictOn(change: (graph: ReturnType<typeof smallGraph>) => object | void) {
  const graph = smallGraph();
  const changed = change(graph) ?? graph;
  return create({ graph: changed });
}

test("[H4] [D6] creates a SOP at version 0 with an empty head, owned by the caller", async () => {
  const reply = await world.call<Sop>("POST", "/v1/sop", { key: world.key, body: { graph: smallGraph() } });
  expect(reply.status).toBe(201);
  expect(Sop.parse(reply.body)).toEqual(reply.body);
  expect(reply.body).toMatchObject({
    version: 0,
    head: "",
    status: "draft",
    visibility: "private",
    role: "owner",
    created_by: "owner",
    org_id: "main",
  });
  expect(reply.body.graph).toEqual(smallGraph());
  expect(reply.headers.get("etag")).toBe('"0-"');
  expect(reply.headers.get("location")).toBe(`/v1/sop/${reply.body.id}`);
  const read = await world.call<Sop>("GET", `/v1/sop/${reply.body.id}`, { key: world.key });
  expect(read.body).toEqual(reply.body);
});

test("[H4] nodes and edges default to empty, visibility to private", async () => {
  const body = { graph: { name: "Bare", domain: "d" }, visibility: "network" };
  const reply = await world.call<Sop>("POST", "/v1/sop", { key: world.key, body });
  expect(reply.body.graph).toEqual({ name: "Bare", domain: "d", nodes: {}, edges: {} });
  expect(reply.body.visibility).toBe("network");
});

test("[D5] an edge without both ends is not taken", async () => {
  const reply = await verdictOn((graph) => void (graph.edges["e2"] = edgeOf("e2", "a", "gone")));
  expect(verdictOf(reply)).toBe("422 dangling_edge");
  expect(reply.body.detail).toContain("/edges/e2");
  const inherited = await verdictOn((graph) => void (graph.edges["e2"] = edgeOf("e2", "toString", "a")));
  expect(verdictOf(inherited)).toBe("422 dangling_edge");
});

test("[D3] an id that is not its key, or is none, is not taken", async () => {
  expect(verdictOf(await verdictOn((graph) => void (graph.nodes["z"] = stepOf("y"))))).toBe("422 invalid_id");
  expect(verdictOf(await verdictOn((graph) => void (graph.edges["z"] = edgeOf("y", "a", "b"))))).toBe(
    "422 invalid_id",
  );
  expect(verdictOf(await verdictOn((graph) => void (graph.nodes["a b"] = stepOf("a b"))))).toBe(
    "422 invalid",
  );
});

test("[D4] banned keys are malformed, wherever they lie", async () => {
  const texts = [
    '{"graph":{"name":"x","domain":"d","nodes":{"__proto__":{}}}}',
    '{"graph":{"name":"x","domain":"d","constructor":1}}',
    '{"prototype":1,"graph":{"name":"x","domain":"d"}}',
  ];
  for (const raw of texts) {
    expect(verdictOf(await world.call("POST", "/v1/sop", { key: world.key, raw }))).toBe("422 malformed");
  }
});

test("[D1] [D2] a graph of another shape is invalid, and the detail says where", async () => {
  const unknown = await verdictOn((graph) => ({ ...graph, color: "red" }));
  expect(verdictOf(unknown)).toBe("422 invalid");
  const deep = await verdictOn((graph) => ({
    ...graph,
    nodes: { a: { ...stepOf("a"), position: { x: "left", y: 0 } } },
    edges: {},
  }));
  expect(verdictOf(deep)).toBe("422 invalid");
  expect(deep.body.detail).toContain("graph/nodes/a/position/x");
  expect(verdictOf(await verdictOn((graph) => ({ ...graph, name: "" })))).toBe("422 invalid");
  expect(verdictOf(await create({ graph: smallGraph(), visibility: "public" }))).toBe("422 invalid");
  for (const body of [{}, [], null, 7, "x"]) expect(verdictOf(await create(body))).toBe("422 invalid");
});

test("[O7] [B4] nodes, edges, size and depth past their bounds are limit", async () => {
  const nodes = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((id) => [id, stepOf(id)]));
  expect(verdictOf(await verdictOn((graph) => ({ ...graph, nodes })))).toBe("413 limit");
  const edges = Object.fromEntries(["1", "2", "3", "4"].map((id) => [id, edgeOf(id, "a", "b")]));
  expect(verdictOf(await verdictOn((graph) => ({ ...graph, edges })))).toBe("413 limit");
  expect(verdictOf(await verdictOn((graph) => ({ ...graph, description: "x".repeat(5000) })))).toBe(
    "413 limit",
  );
  const raw = `{"graph":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
  const deep = await world.call("POST", "/v1/sop", { key: world.key, raw });
  expect(["413 limit", "422 malformed"]).toContain(verdictOf(deep));
});
