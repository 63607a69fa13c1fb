import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import type { PatchOp } from "#schemas/change/op.ts";
import { openEvents, type EventStream } from "#tests/contract-client/event-stream.ts";
import { verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let id: string;
const streams: EventStream[] = [];
beforeAll(async () => {
  world = await openWorld({ limits: { peers: 2 } });
});
beforeEach(async () => {
  id = (await world.createSop()).id;
});
afterEach(async () => {
  await Promise.all(streams.splice(0).map((stream) => stream.close()));
});
afterAll(() => world.close());

const setX = (value: number): PatchOp => ({ op: "replace", path: "/nodes/a/position/x", value });

const call = (method: string, query: string) =>
  world.call(method, `/v1/sop/${id}/events?${query}`, { key: world.key });

async function open(query = "", lastEventId?: string): Promise<EventStream> {
  const stream = await openEvents(world.url, { id: "owner", key: world.key }, id, { query, lastEventId });
  streams.push(stream);
  return stream;
}

test("[H13] begins with init and tells what is committed, each with a mark to continue from", async () => {
  const stream = await open();
  expect(await stream.next()).toMatchObject({ event: "init", id: "0-", data: { version: 0, sop: { id } } });
  await world.edit(id, [setX(1)]);
  const { head } = await world.read(id);
  expect(await stream.next()).toMatchObject({
    event: "patch",
    id: `1-${head}`,
    data: { type: "patch", version: 1, head },
  });
});

test("[H13] Last-Event-ID continues where the stream was left; since and head do the same", async () => {
  await world.edit(id, [setX(1)]);
  const { head } = await world.read(id);
  await world.edit(id, [setX(2)]);
  for (const stream of [await open("", `1-${head}`), await open(`since=1&head=${head}`)]) {
    const { data } = await stream.next();
    expect(data).toMatchObject({ type: "init", version: 2, patches: [{ version: 2 }] });
    expect(data).not.toHaveProperty("sop");
  }
});

test("[H13] a point that is none of this history starts over with the whole SOP", async () => {
  await world.edit(id, [setX(1)]);
  for (const lastEventId of ["1-xxxxxxxx", "99-xxxxxxxx", "garbage"]) {
    const stream = await open("", lastEventId);
    expect((await stream.next()).data).toMatchObject({ type: "init", sop: { version: 1 } });
    await stream.close();
  }
});

test("[H13] with client= it is that peer's connection, without it a listener whom nobody sees", async () => {
  const listener = await open();
  expect((await listener.next()).data).toMatchObject({ type: "init", peers: [] });
  const peer = await open("client=stream-01");
  expect((await peer.next()).data).toMatchObject({
    you: { peer: "owner/stream-01" },
    peers: [{ peer: "owner/stream-01" }],
  });
  expect((await listener.next()).data).toMatchObject({ type: "join", peer: { peer: "owner/stream-01" } });
  await peer.close();
  // Without a last word: it may come back, as a lost socket may.
  expect((await listener.next()).data).toMatchObject({
    type: "presence",
    peers: { "owner/stream-01": { status: "away" } },
  });
});

test("[H13] [P5] the same client again takes over: the older stream ends with 4409, nobody leaves", async () => {
  const older = await open("client=stream-01");
  await older.next();
  const newer = await open("client=stream-01");
  expect((await newer.next()).event).toBe("init");
  expect(await older.next()).toMatchObject({ event: "close", data: { code: 4409 } });
  await world.edit(id, [setX(1)]);
  expect(await newer.next()).toMatchObject({ event: "patch" });
});

test("[H13] [H14] with messages it is the whole protocol: echoes come by the stream too", async () => {
  const stream = await open("client=stream-01");
  await stream.next();
  const message = { type: "patch", id: "mine", base: 0, ts: world.clock.now(), ops: [setX(1)] };
  const path = `/v1/sop/${id}/messages?client=stream-01`;
  await world.call("POST", path, { key: world.key, body: [message] });
  expect(await stream.next()).toMatchObject({
    event: "patch",
    data: { id: "mine", peer: "owner/stream-01" },
  });
});

test("[H13] [P12] a deleted SOP ends its streams with 4410", async () => {
  const stream = await open();
  await stream.next();
  await world.call("DELETE", `/v1/sop/${id}`, { key: world.key });
  expect(await stream.next()).toMatchObject({ event: "close", data: { code: 4410 } });
  expect(await stream.next().catch(String)).toContain("the stream ended");
});

test("[B3] the peer past the bound is told so with 503, before any stream begins", async () => {
  for (const client of ["stream-01", "stream-02"]) await (await open(`client=${client}`)).next();
  const reply = await call("GET", "client=stream-03");
  expect(verdictOf(reply)).toBe("503 overloaded");
  expect(reply.headers.get("retry-after")).not.toBeNull();
});

test("[H13] what a stream is called with is checked; HEAD opens none", async () => {
  expect(verdictOf(await call("GET", "client=x"))).toBe("422 invalid");
  expect(verdictOf(await call("GET", "since=x"))).toBe("422 invalid");
  const head = await call("HEAD", "");
  expect(head.status).toBe(200);
  expect(head.headers.get("content-type")).toBe("text/event-stream");
});
