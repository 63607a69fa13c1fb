import { expect, test } from "bun:test";
import { Unjudged } from "#registry/room/unjudged.ts";
import { type Account, register, SMALL_GRAPH } from "#tests/support/account.ts";
import { startRegistry, type TestRegistry } from "#tests/support/registry.ts";
import { frameSize, OPCODE, writeTextFrame } from "#tests/bench/frame.ts";
import type { FrameSink } from "#tests/bench/frame-reader.ts";
import { openRawSocket } from "#tests/bench/raw-socket.ts";
import type { SocketClient } from "#tests/support/socket-client.ts";

const TAGS = { ...SMALL_GRAPH, tags: ["p", "q", "r"] };
const insert = (value: string) => [{ op: "add", path: "/tags/0", value }];
const remove = [{ op: "remove", path: "/tags/1" }];

interface Shared extends AsyncDisposable {
  readonly registry: TestRegistry;
  readonly bob: Account;
  readonly sop: string;
  readonly setRole: (role: string) => Promise<void>;
}

/** A SOP of ann's in which bob has a role. */
async function share(): Promise<Shared> {
  const registry = await startRegistry();
  const [ann, bob] = [await register(registry, "ann"), await register(registry, "bob")];
  const sop = await ann.createSop(TAGS);
  const setRole = async (role: string) => {
    const response = await ann.call("PUT", `/v1/sop/${sop}/members/bob`, { role });
    expect(response.ok).toBe(true);
  };
  await setRole("editor");
  return { registry, bob, sop, setRole, [Symbol.asyncDispose]: () => registry.stop() };
}

function send(socket: SocketClient, id: string, base: number, ops: readonly object[]): void {
  socket.send({ type: "patch", id, base, ts: Date.now(), ops });
}

test("[T9] what is on its way behind an index op that was forbidden hits no other element, though its author may edit again", async () => {
  await using shared = await share();
  const heard = createHearing();
  // It answers pings, but not with what they said: as if it had not read so far.
  const { hostname, port } = new URL(shared.registry.url);
  const path = `/v1/sop/${shared.sop}/ws?client=bobs-tab`;
  const authorization = `Bearer ${shared.bob.key}`;
  const socket = await openRawSocket({ hostname, port: Number(port), path, authorization }, heard.sink);
  await heard.until("init");
  await shared.setRole("viewer");
  socket.write(frameOf("p1", 0, insert("mine")));
  expect(await heard.until("error")).toMatchObject({ id: "p1", code: "forbidden" });
  await shared.setRole("editor");
  // As its author saw it: "mine", "p", "q", "r".
  socket.write(frameOf("p2", 0, remove));
  const lost = { status: "rejected", code: "frame_lost" };
  expect(await heard.until("outcome")).toMatchObject({ id: "p2", version: 1, ops: [lost] });
  socket.write(frameOf("p3", 0, remove));
  expect(await heard.until("outcome")).toMatchObject({ id: "p3", ops: [lost] });
  socket.write(frameOf("p4", 2, remove));
  const [, , fourth] = [await heard.until("patch"), await heard.until("patch"), await heard.until("patch")];
  expect(fourth).toMatchObject({ id: "p4", ops: [{ op: "remove", path: "/tags/1" }] });
  socket.close();
});

test("[T9] who has heard of it edits on what is there", async () => {
  await using shared = await share();
  using socket = shared.bob.open(shared.sop, { client: "bobs-tab" });
  await socket.expect("init");
  await shared.setRole("viewer");
  await socket.until("role");
  send(socket, "p1", 0, insert("mine"));
  expect(await socket.until("error")).toMatchObject({ id: "p1", code: "forbidden" });
  await shared.setRole("editor");
  await socket.until("role");
  send(socket, "p2", 0, remove);
  expect(await socket.until("patch")).toMatchObject({ id: "p2", ops: [{ op: "remove", path: "/tags/1" }] });
});

for (const [way, call] of [
  ["POST messages", { method: "POST", path: "messages?client=bobs-tab" }],
  ["PATCH", { method: "PATCH", path: "?client=bobs-tab&base=0" }],
] as const) {
  test(`[T9] so does who is refused in answer to a call (${way})`, async () => {
    await using shared = await share();
    const { bob, sop, setRole } = shared;
    const { method, path } = call;
    const edit = (id: string, ops: readonly object[]) => {
      const message = { type: "patch", id, base: 0, ts: Date.now(), ops };
      return bob.call(
        method,
        `/v1/sop/${sop}${path.startsWith("?") ? path : `/${path}`}`,
        method === "PATCH" ? ops : [message],
      );
    };
    await setRole("viewer");
    expect(await (await edit("p1", insert("mine"))).text()).toContain("forbidden");
    await setRole("editor");
    expect(await (await edit("p2", remove)).text()).not.toContain("frame_lost");
  });
}

test("[T9] who comes in anew sends again what was not answered, and is taken at their word", async () => {
  await using shared = await share();
  {
    using socket = shared.bob.open(shared.sop, { client: "bobs-tab" });
    await socket.expect("init");
    await shared.setRole("viewer");
    await socket.until("role");
    send(socket, "p1", 0, insert("mine"));
    await socket.until("error");
  }
  await shared.setRole("editor");
  using again = shared.bob.open(shared.sop, { client: "bobs-tab" });
  await again.expect("init");
  send(again, "p1", 0, insert("mine"));
  send(again, "p2", 0, remove);
  const [, second] = await again.patches(2);
  expect(second).toMatchObject({ id: "p2", ops: [{ op: "remove", path: "/tags/1" }] });
});

test("[O4] a viewer who sends again what was judged before hears how it fared", async () => {
  await using shared = await share();
  using socket = shared.bob.open(shared.sop, { client: "bobs-tab" });
  await socket.expect("init");
  const sentAt = Date.now();
  const patch = { type: "patch", id: "p1", base: 0, ts: sentAt, ops: insert("mine") };
  socket.send(patch);
  await socket.patches(1);
  await shared.setRole("viewer");
  await socket.until("role");
  socket.send(patch);
  expect(await socket.until("outcome")).toMatchObject({ id: "p1", version: 1, ops: [] });
  send(socket, "p2", 1, insert("more"));
  expect(await socket.until("error")).toMatchObject({ id: "p2", code: "forbidden" });
});

test("[T9] of those who may not edit so many are known, and none who says no index", () => {
  const unjudged = new Unjudged();
  const ops = [{ op: "remove", path: "/tags/1" }] as const;
  const none = unjudged.refused(
    { peer: "bob/1", ops: [{ op: "replace", path: "/nodes/1/data", value: {} }] },
    3,
  );
  expect([none, unjudged.upTo("bob/1")]).toEqual([undefined, undefined]);
  for (let i = 0; i <= 1000; i++) unjudged.refused({ peer: `bob/${i}`, ops }, 3);
  expect(unjudged.upTo("bob/0")).toBeUndefined();
  expect(unjudged.upTo("bob/1")).toBe(3);
});

test("[T9] a peer has heard of its refusals when it has heard of all of them", () => {
  const unjudged = new Unjudged();
  const ops = [{ op: "remove", path: "/tags/1" }] as const;
  const [first, second] = [3, 4].map((version) => unjudged.refused({ peer: "bob/1", ops }, version));
  first?.();
  expect(unjudged.upTo("bob/1")).toBe(4);
  second?.();
  expect(unjudged.upTo("bob/1")).toBeUndefined();
});

function frameOf(id: string, base: number, ops: readonly object[]): Buffer {
  const text = JSON.stringify({ type: "patch", id, base, ts: Date.now(), ops });
  const frame = Buffer.alloc(frameSize(text.length));
  return frame.subarray(0, writeTextFrame(frame, 0, text));
}

/** What comes over a raw socket, message by message. */
function createHearing() {
  const heard: { readonly type: string }[] = [];
  let news = Promise.withResolvers<void>();
  const sink: FrameSink = {
    wants: () => "all",
    frame(opcode, payload) {
      if (opcode !== OPCODE.text) return;
      heard.push(JSON.parse(payload.toString()) as { type: string });
      news.resolve();
      news = Promise.withResolvers();
    },
  };
  const until = async (type: string): Promise<object> => {
    for (;;) {
      const at = heard.findIndex((message) => message.type === type);
      const [message] = at < 0 ? [] : heard.splice(at, 1);
      if (message !== undefined) return message;
      await news.promise;
    }
  };
  return { sink, until };
}
