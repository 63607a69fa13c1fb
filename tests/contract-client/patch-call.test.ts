import { afterAll, beforeAll, expect, test } from "bun:test";
import { echoOf } from "./expect-fate.ts";
import { edgeOf, stepNode } from "./graphs.ts";
import { call, patchSop, readSop, type Problem } from "./http-client.ts";
import type { Op, Sop } from "./json.ts";
import { openPair } from "./pair.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";

let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess();
});
afterAll(() => registry.remove());

const setX = (x: number): Op => ({ op: "replace", path: "/nodes/a/position/x", value: x });
const nowhere: Op = { op: "replace", path: "/nodes/nowhere/position/x", value: 1 };

test("[H7] a PATCH is an edit like any other: open sockets follow it", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  const reply = await patchSop(registry.url, agent, sop.id, [setX(5)], {
    headers: { "idempotency-key": "from-http" },
  });
  expect(reply.status).toBe(200);
  expect(reply.body).toMatchObject({ version: 1, outcomes: [] });
  expect(reply.body.ops).toEqual([setX(5)]);
  await ann.reach(1);
  const echo = ann.log.find((message) => message.type === "patch");
  expect(echo).toMatchObject({ id: "from-http", peer: `${agent.id}/http.from-http` });
  expect(reply.headers.get("etag")).toBe(`"1-${ann.document?.head}"`);
});

test("[H7] [O4] an Idempotency-Key is the patch's id: again is the first answer", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  const options = { query: `base=0&ts=${Date.now()}`, headers: { "idempotency-key": "once" } };
  expect((await patchSop(registry.url, agent, sop.id, [setX(1)], options)).body.version).toBe(1);
  await ann.reach(1);
  await echoOf(ann.edit([setX(2)]));
  const again = await patchSop(registry.url, agent, sop.id, [setX(1)], options);
  expect(again.status).toBe(200);
  expect(again.body.version).toBe(1);
  expect((await readSop(registry.url, agent, sop.id)).graph.nodes["a"]?.position.x).toBe(2);
  const other = await patchSop<Problem>(registry.url, agent, sop.id, [setX(3)], options);
  expect(`${other.status} ${other.body.code}`).toBe("409 id_reused");
});

test("[H7] client= makes it the same peer as on the socket", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  const client = ann.init.you.peer.split("/")[1];
  await patchSop(registry.url, agent, sop.id, [setX(5)], { query: `client=${client}` });
  await ann.reach(1);
  expect(ann.log.find((message) => message.type === "patch")).toMatchObject({ peer: ann.init.you.peer });
});

test("[H7] [O1] it is atomic unless told otherwise; a refusal carries every op's outcome", async () => {
  const { agent, sop } = await openPair(registry.url);
  const refused = await patchSop<Problem>(registry.url, agent, sop.id, [setX(1), nowhere]);
  expect(`${refused.status} ${refused.body.code}`).toBe("422 path_not_found");
  expect(refused.headers.get("content-type")).toStartWith("application/problem+json");
  expect(refused.body.outcomes).toContainEqual(expect.objectContaining({ op: 1, code: "path_not_found" }));
  expect((await readSop(registry.url, agent, sop.id)).version).toBe(0);
  const partly = await patchSop(registry.url, agent, sop.id, [setX(1), nowhere], { query: "atomic=false" });
  expect(partly.status).toBe(200);
  expect(partly.body.outcomes).toEqual([
    expect.objectContaining({ op: 1, status: "rejected", code: "path_not_found" }),
  ]);
  const none = await patchSop<Problem>(registry.url, agent, sop.id, [nowhere], { query: "atomic=false" });
  expect(none.status).toBe(422);
});

test("[H7] [T1] base and ts place it in time: superseded is 200 with the current version and no ops", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  await echoOf(ann.edit([setX(1)], { base: 0, ts: Date.now() - 1000 }));
  const late = await patchSop(registry.url, agent, sop.id, [setX(2)], {
    query: `base=0&ts=${Date.now() - 9000}`,
  });
  expect(late.status).toBe(200);
  expect(late.body).toMatchObject({ version: 1, ops: [] });
  expect(late.body.outcomes).toEqual([expect.objectContaining({ op: 0, status: "superseded" })]);
});

test("[H7] each refusal has its status", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  await echoOf(ann.edit([{ op: "remove", path: "/nodes/c" }]));
  const answer = async (ops: Op[], query = "base=0") => {
    const reply = await patchSop<Problem>(registry.url, agent, sop.id, ops, { query });
    return `${reply.status} ${reply.body.code}`;
  };
  expect(await answer([{ op: "add", path: "/edges/a-c", value: edgeOf("a", "c") }])).toBe(
    "409 dangling_edge",
  );
  expect(await answer([{ op: "replace", path: "/nodes/c/position/x", value: 1 }])).toBe("409 deleted");
  expect(await answer([setX(1)], "base=50")).toBe("409 base_ahead");
  expect(await answer([setX(1)], `ts=${Date.now() - 40 * 86_400_000}`)).toBe("409 too_old");
  expect(await answer([{ op: "test", path: "/name", value: "no" }, setX(1)])).toBe("412 test_failed");
  expect(await answer([{ op: "replace", path: "/nodes/a/position/x", value: "left" }])).toBe("422 invalid");
  expect(await answer([{ op: "replace", path: "/nodes/a/id", value: "z" }])).toBe("422 invalid_id");
});

test("[H8] If-Match that does not match is 412 with the current SOP; one that does goes through", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  const first = await call<Sop>(registry.url, agent, "GET", `/sop/${sop.id}`);
  await echoOf(ann.edit([setX(1)]));
  const stale = { headers: { "if-match": first.headers.get("etag") ?? "" } };
  const refused = await patchSop<Problem>(registry.url, agent, sop.id, [setX(2)], stale);
  expect(refused.status).toBe(412);
  expect(refused.body.sop).toEqual(await readSop(registry.url, agent, sop.id));
  const fresh = { headers: { "if-match": `"1-${ann.document?.head}"` } };
  expect((await patchSop(registry.url, agent, sop.id, [setX(2)], fresh)).body.version).toBe(2);
});

test("[H9] PUT needs base or If-Match, and keeps what others did meanwhile", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  const mine = structuredClone(ann.graph);
  mine.description = "from a script";
  delete mine.nodes["c"];
  delete mine.edges["b-c"];
  await echoOf(ann.edit([{ op: "add", path: "/nodes/n", value: stepNode("n") }]));
  const put = (query: string, headers = {}) =>
    call<Sop & Problem>(registry.url, agent, "PUT", `/sop/${sop.id}${query}`, {
      body: { graph: mine },
      headers,
    });
  expect((await put("")).status).toBe(428);
  const reply = await put("?base=0");
  expect(reply.status).toBe(200);
  await ann.reach(2);
  expect(Object.keys(ann.graph.nodes).sort()).toEqual(["a", "b", "n", "t"]);
  expect(ann.graph.description).toBe("from a script");
  expect((await put("", { "if-match": '"1-AAAAAAAA"' })).status).toBe(412);
});
