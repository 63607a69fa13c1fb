import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { ServerMessage } from "#schemas/protocol/server-message.ts";
import { verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

const CLIENT = "script-0001";
let world: World;
let id: string;
beforeAll(async () => {
  world = await openWorld({ limits: { messages: 5, frame_bytes: 4000 } });
});
beforeEach(async () => {
  id = (await world.createSop()).id;
});
afterAll(() => world.close());

const post = (body: unknown, query = `?client=${CLIENT}`) =>
  world.call<ServerMessage[]>("POST", `/v1/sop/${id}/messages${query}`, { key: world.key, body });
const patch = (name: string, value: number, more = {}) => ({
  type: "patch",
  id: name,
  base: 0,
  ts: world.clock.now(),
  ops: [{ op: "replace", path: "/nodes/a/position/x", value }],
  ...more,
});
/** A call that is refused whole. */
const refuse = (body: unknown) => world.call("POST", `/v1/sop/${id}/messages`, { key: world.key, body });
const nowhere = [{ op: "replace", path: "/nodes/nowhere/position/x", value: 1 }];

test("[H14] takes messages in order and answers with what each caused, in the socket's words", async () => {
  const { status, body } = await post([
    { type: "ping", t: 7 },
    patch("one", 1),
    patch("two", 2, { ops: [...patch("", 2).ops, ...nowhere] }),
    patch("none", 3, { ops: nowhere }),
    { type: "ping", t: 8 },
  ]);
  expect(status).toBe(200);
  for (const message of body) expect(ServerMessage.parse(message)).toEqual(message);
  expect(body).toMatchObject([
    { type: "pong", t: 7, version: 0 },
    { type: "patch", id: "one", version: 1, peer: `owner/${CLIENT}`, agent: "owner" },
    { type: "outcome", id: "two", version: 2, ops: [{ op: 1, code: "path_not_found" }] },
    { type: "patch", id: "two", version: 2 },
    { type: "outcome", id: "none", version: null },
    { type: "pong", t: 8, version: 2 },
  ]);
});

test("[H14] [O4] a patch sent again is answered by its outcome and no second echo; another body by id_reused", async () => {
  await post([patch("one", 1)]);
  const { body } = await post([patch("one", 1), patch("one", 9)]);
  expect(body).toEqual([
    { type: "outcome", id: "one", version: 1, ops: [] },
    expect.objectContaining({ type: "error", id: "one", code: "id_reused" }),
  ]);
});

test("[H14] what is no message is malformed, with its id where it has one, and the next is taken", async () => {
  const { body } = await post([
    { type: "nonsense" },
    7,
    { type: "patch", id: "bad", base: "x" },
    patch("ok", 1),
  ]);
  expect(body).toMatchObject([
    { type: "error", code: "malformed" },
    { type: "error", code: "malformed" },
    { type: "error", code: "malformed", id: "bad" },
    { type: "patch", id: "ok" },
  ]);
});

test("[H14] [B1] too many messages are 413, one too big is limit, no array is malformed", async () => {
  const many = Array.from({ length: 6 }, () => ({ type: "ping", t: 1 }));
  expect(verdictOf(await refuse(many))).toBe("413 limit");
  expect(verdictOf(await refuse({ type: "ping", t: 1 }))).toBe("422 malformed");
  const big = patch("big", 1, { pad: "x".repeat(4000) });
  expect((await post([big, patch("ok", 1)])).body).toMatchObject([
    { type: "error", code: "limit" },
    { type: "patch" },
  ]);
});

test("[H14] [H3] a key without write pings, and its patches are forbidden", async () => {
  const key = await world.register("reader", ["read"]);
  const record = await world.storage.sops.find(id);
  const loaded = await world.storage.log.load(id);
  if (record === null || loaded === null) throw new Error("the SOP is there");
  const own = { ...record, id: `kp:sop:${crypto.randomUUID()}`, created_by: "reader" };
  await world.storage.sops.create(own, loaded.snapshot);
  const body = [{ type: "ping", t: 1 }, patch("one", 1)];
  const reply = await world.call<ServerMessage[]>("POST", `/v1/sop/${own.id}/messages`, { key, body });
  expect(reply.body).toMatchObject([{ type: "pong" }, { type: "error", id: "one", code: "forbidden" }]);
});

test("[H14] it joins no room: nobody is seen to come", async () => {
  await post([{ type: "ping", t: 1 }]);
  const abort = new AbortController();
  const events = await fetch(`${world.url}/v1/sop/${id}/events`, {
    headers: { authorization: `Bearer ${world.key}` },
    signal: abort.signal,
  });
  const reader = events.body?.getReader();
  const first = new TextDecoder().decode((await reader?.read())?.value);
  abort.abort();
  expect(first).toContain('"peers":[]');
});
