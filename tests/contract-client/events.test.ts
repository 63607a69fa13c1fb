import { afterAll, beforeAll, expect, test } from "bun:test";
import { openEvents } from "./event-stream.ts";
import { echoOf } from "./expect-fate.ts";
import { patchSop } from "./http-client.ts";
import type { Op } from "./json.ts";
import { clientName, openPair } from "./pair.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";

let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess();
});
afterAll(() => registry.remove());

const setX = (x: number): Op => ({ op: "replace", path: "/nodes/a/position/x", value: x });

test("[H13] the stream carries the socket's messages, with ids on what moves the version", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  const stream = await openEvents(registry.url, agent, sop.id);
  const init = await stream.next();
  expect(init).toMatchObject({ event: "init", id: "0-", data: { type: "init", sop: { version: 0 } } });
  const echo = await echoOf(ann.edit([setX(1)]));
  const patch = await stream.next();
  expect(patch).toMatchObject({ event: "patch", id: `1-${echo.head}`, data: { type: "patch", version: 1 } });
  await stream.close();
});

test("[H13] Last-Event-ID continues where the stream was left", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  const first = await echoOf(ann.edit([setX(1)]));
  await echoOf(ann.edit([setX(2)]));
  const stream = await openEvents(registry.url, agent, sop.id, { lastEventId: `1-${first.head}` });
  const init = (await stream.next()).data;
  expect(init).toMatchObject({ type: "init", version: 2, patches: [{ version: 2 }] });
  expect(init).not.toHaveProperty("sop");
  await stream.close();
});

test("[H13] with client= the stream is that peer: others see it come and go, and it gets its own echoes", async () => {
  const { agent, sop, ann } = await openPair(registry.url);
  const client = clientName("stream");
  const stream = await openEvents(registry.url, agent, sop.id, { query: `client=${client}` });
  expect((await stream.next()).data).toMatchObject({ type: "init", you: { peer: `${agent.id}/${client}` } });
  await ann.until("join", (message) => message.peer.peer === `${agent.id}/${client}`);
  await patchSop(registry.url, agent, sop.id, [setX(3)], { query: `client=${client}` });
  expect((await stream.next()).data).toMatchObject({ type: "patch", peer: `${agent.id}/${client}` });
  await stream.close();
});
