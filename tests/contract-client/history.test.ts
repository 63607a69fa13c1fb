import { afterAll, beforeAll, expect, test } from "bun:test";
import { echoOf } from "./expect-fate.ts";
import { call, type Problem } from "./http-client.ts";
import type { Op, Sop } from "./json.ts";
import type { Patch, ServerMessage } from "./messages.ts";
import { clientName, openPair } from "./pair.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";
import { connect, openSocket } from "./connect.ts";

let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess();
});
afterAll(() => registry.remove());

const setX = (x: number): Op => ({ op: "replace", path: "/nodes/a/position/x", value: x });
const patch = (id: string, ops: Op[]) => ({ type: "patch", id, base: 0, ts: Date.now(), ops });
type Page = { items: Patch[]; next_cursor?: string };

test("[H11] [D6] the history comes in pages, without a hole", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  for (let x = 1; x <= 5; x++) await echoOf(ann.edit([setX(x)], { id: `e${x}` }));
  const versions: number[] = [];
  let query: string | undefined = "since=1&limit=2";
  while (query !== undefined) {
    const page: Page = (await call<Page>(registry.url, agent, "GET", `/sop/${sop.id}/patches?${query}`)).body;
    versions.push(...page.items.map((patch) => patch.version));
    expect(page.items.length).toBeLessThanOrEqual(2);
    query = page.next_cursor === undefined ? undefined : `since=${page.next_cursor}&limit=2`;
  }
  expect(versions).toEqual([2, 3, 4, 5]);
  const [first] = (await call<Page>(registry.url, agent, "GET", `/sop/${sop.id}/patches?since=0`)).body.items;
  expect(first).toMatchObject({
    version: 1,
    id: "e1",
    peer: ann.init.you.peer,
    agent: agent.id,
    ops: [setX(1)],
  });
});

test("[H6] any kept version can be read, with its ETag", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  const heads = [""];
  for (let x = 1; x <= 3; x++) heads.push((await echoOf(ann.edit([setX(x)]))).head);
  for (const version of [0, 1, 2, 3]) {
    const reply = await call<Sop>(registry.url, agent, "GET", `/sop/${sop.id}?version=${version}`);
    expect(reply.body.graph.nodes["a"]?.position.x).toBe(version);
    expect(reply.headers.get("etag")).toBe(`"${version}-${heads[version]}"`);
  }
  expect((await call<Problem>(registry.url, agent, "GET", `/sop/${sop.id}?version=9`)).status).toBe(404);
  const now = await call<Sop>(registry.url, agent, "GET", `/sop/${sop.id}`);
  const unchanged = await fetch(`${registry.url}/v1/sop/${sop.id}`, {
    headers: { authorization: `Bearer ${agent.key}`, "if-none-match": now.headers.get("etag") ?? "" },
  });
  expect(unchanged.status).toBe(304);
});

test("[H14] messages are taken in order and answered by what they caused", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  const body = [
    { type: "ping", t: 7 },
    patch("m1", [setX(1)]),
    patch("m2", [{ op: "replace", path: "/nodes/nowhere/position/x", value: 1 }]),
    { type: "nonsense" },
    patch("m1", [setX(2)]),
  ];
  const client = clientName("script");
  const reply = await call<ServerMessage[]>(
    registry.url,
    agent,
    "POST",
    `/sop/${sop.id}/messages?client=${client}`,
    { body },
  );
  expect(reply.status).toBe(200);
  expect(reply.body).toMatchObject([
    { type: "pong", t: 7 },
    { type: "patch", id: "m1", version: 1, peer: `${agent.id}/${client}` },
    { type: "outcome", id: "m2", version: null },
    { type: "error", code: "malformed" },
    { type: "error", code: "id_reused", id: "m1" },
  ]);
  await ann.reach(1);
  expect(ann.log.filter((message) => message.type === "join" && message.peer.peer.endsWith(client))).toEqual(
    [],
  );
  const many = Array.from({ length: 101 }, () => ({ type: "ping", t: 1 }));
  const over = await call<Problem>(registry.url, agent, "POST", `/sop/${sop.id}/messages?client=${client}`, {
    body: many,
  });
  expect(over.status).toBe(413);
});

test("[H10] [P12] a deleted SOP closes its sockets, is 410 for its members, and can be brought back", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  await echoOf(ann.edit([setX(4)]));
  expect((await call(registry.url, agent, "DELETE", `/sop/${sop.id}`)).status).toBeWithin(200, 300);
  expect((await ann.closed).code).toBe(4410);
  expect((await call<Problem>(registry.url, agent, "GET", `/sop/${sop.id}`)).status).toBe(410);
  const browser = openSocket(registry.url, agent, sop.id, { headers: { origin: registry.url } });
  expect((await browser.closed).code).toBe(4410);
  const list = await call<Page>(registry.url, agent, "GET", "/sop");
  expect(list.body.items).toEqual([]);
  expect((await call(registry.url, agent, "POST", `/sop/${sop.id}/undelete`)).status).toBeWithin(200, 300);
  const back = await connect(registry.url, agent, sop.id);
  expect(back.version).toBe(1);
  expect(back.graph.nodes["a"]?.position.x).toBe(4);
});
