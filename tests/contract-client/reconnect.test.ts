import { afterAll, beforeAll, expect, test } from "bun:test";
import { echoOf } from "./expect-fate.ts";
import { edgeOf } from "./graphs.ts";
import { call, readSop } from "./http-client.ts";
import type { Op } from "./json.ts";
import { clientName, openPair } from "./pair.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";
import { connect } from "./connect.ts";

let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess();
});
afterAll(() => registry.remove());

const setX = (x: number): Op => ({ op: "replace", path: "/nodes/a/position/x", value: x });

test("[P2] since and head give exactly what was missed, and no whole SOP", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  const away = await connect(registry.url, agent, sop.id, { client: clientName("away") });
  await echoOf(ann.edit([setX(1)]));
  await away.reach(1);
  await away.leave();
  for (const x of [2, 3]) await echoOf(ann.edit([setX(x)]));
  const back = await connect(registry.url, agent, sop.id, { before: away.document });
  expect(back.init.sop).toBeUndefined();
  expect(back.init.patches?.map((patch) => patch.version)).toEqual([2, 3]);
  expect(back.document).toEqual(ann.document);
});

test("[P2] up to date: an init with no patches", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  await echoOf(ann.edit([setX(1)]));
  const back = await connect(registry.url, agent, sop.id, { before: ann.document });
  expect(back.init.patches).toEqual([]);
});

test("[P2] a head that proves another history, or a version to come: the whole SOP", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  await echoOf(ann.edit([setX(1)]));
  for (const wrong of [{ since: 1, head: "AAAAAAAA" }, { since: 5, head: "AAAAAAAA" }, { since: 1 }]) {
    const back = await connect(registry.url, agent, sop.id, wrong);
    expect(back.init.sop).toMatchObject({ version: 1, graph: ann.graph });
    expect(back.init.patches).toBeUndefined();
  }
});

test("[O4] [P4] a lost echo: the edit goes again under its id and is applied once", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  const client = clientName("lossy");
  const lossy = await connect(registry.url, agent, sop.id, { client });
  const edit = { id: "lost-echo", base: 0, ts: Date.now() };
  lossy.edit([setX(8)], edit).catch(() => undefined);
  await ann.reach(1);
  lossy.cut();
  const back = await connect(registry.url, agent, sop.id, { client });
  expect(back.init.you.last).toBe("lost-echo");
  const again = await back.edit([setX(8)], edit);
  expect(again).toEqual({
    kind: "replayed",
    outcome: { type: "outcome", id: "lost-echo", version: 1, ops: [] },
  });
  expect((await readSop(registry.url, agent, sop.id)).version).toBe(1);
});

test("[P11] a notice waits for its author over a reconnect, until it was seen", async () => {
  const { agent, sop, ann, bob } = await openPair(registry.url);
  await echoOf(bob.edit([{ op: "add", path: "/edges/a-c", value: edgeOf("a", "c") }], { base: 0 }));
  await bob.leave();
  await echoOf(ann.edit([{ op: "remove", path: "/nodes/c" }], { base: 0 }));
  const back = await connect(registry.url, agent, sop.id);
  const notice = await back.until("notice");
  type Notices = { items: { id: string; code: string }[] };
  const kept = await call<Notices>(registry.url, agent, "GET", `/sop/${sop.id}/notices`);
  expect(kept.body.items).toEqual([expect.objectContaining({ id: notice.id, code: "edge_rejected" })]);
  back.send({ type: "seen", notices: [notice.id] });
  back.send({ type: "ping", t: 1 });
  await back.until("pong");
  const later = await connect(registry.url, agent, sop.id);
  later.send({ type: "ping", t: 2 });
  await later.until("pong");
  expect(later.log.filter((message) => message.type === "notice")).toEqual([]);
  expect((await call<Notices>(registry.url, agent, "GET", `/sop/${sop.id}/notices`)).body.items).toEqual([]);
});

test("[P3] [S1] [S3] a killed registry comes back with everything that was echoed", async () => {
  const { agent, sop, ann, bob } = await openPair(registry.url);
  for (let x = 1; x <= 20; x++) await echoOf(ann.edit([setX(x)], { id: `before-${x}` }));
  const inFlight = Array.from({ length: 50 }, (_, i) =>
    bob.edit([{ op: "replace", path: "/nodes/b/position/x", value: i }]),
  );
  await Promise.race(inFlight);
  await registry.kill();
  const settled = await Promise.allSettled(inFlight);
  await Promise.all([ann.closed, bob.closed]);
  await registry.start();

  const after = await readSop(registry.url, agent, sop.id);
  const echoed = settled.flatMap((fate) =>
    fate.status === "fulfilled" && fate.value.kind === "echo" ? [fate.value.patch] : [],
  );
  const versions = [...echoed.map((patch) => patch.version), 20];
  expect(after.version).toBeGreaterThanOrEqual(Math.max(...versions));
  const back = await connect(registry.url, agent, sop.id, { before: ann.document });
  expect(back.init.patches).toBeDefined();
  expect(back.graph).toEqual(after.graph);
  type Page = { items: { version: number; id: string; head: string }[] };
  const log = await call<Page>(registry.url, agent, "GET", `/sop/${sop.id}/patches?since=0`);
  expect(log.body.items.map((row) => row.version)).toEqual(
    Array.from({ length: after.version }, (_, i) => i + 1),
  );
  for (const patch of echoed) {
    expect(log.body.items[patch.version - 1]).toMatchObject({ id: patch.id, head: patch.head });
  }
});

test("[O4] [S3] an id judged before a restart is not judged again after it", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  const client = ann.init.you.peer.split("/")[1] ?? "";
  const edit = { id: "survivor", base: 0, ts: Date.now() };
  await echoOf(ann.edit([setX(3)], edit));
  await registry.kill();
  await registry.start();
  const back = await connect(registry.url, agent, sop.id, { client });
  expect(back.init.you.last).toBe("survivor");
  expect(await back.edit([setX(3)], edit)).toMatchObject({ kind: "replayed", outcome: { version: 1 } });
});
