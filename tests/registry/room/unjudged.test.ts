import { expect, test } from "bun:test";
import { Unjudged } from "#registry/room/unjudged.ts";
import { type Account, register, SMALL_GRAPH } from "#tests/support/account.ts";
import { startRegistry, type TestRegistry } from "#tests/support/registry.ts";
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
  using socket = shared.bob.open(shared.sop, { client: "bobs-tab" });
  await socket.expect("init");
  await shared.setRole("viewer");
  await socket.until("role");
  send(socket, "p1", 0, insert("mine"));
  expect(await socket.until("error")).toMatchObject({ id: "p1", code: "forbidden" });
  await shared.setRole("editor");
  await socket.until("role");
  // As its author saw it: "mine", "p", "q", "r".
  send(socket, "p2", 0, remove);
  expect(await socket.until("outcome")).toMatchObject({
    id: "p2",
    version: 1,
    ops: [{ status: "rejected", code: "frame_lost" }],
  });
  send(socket, "p3", 0, [...insert("behind it"), { op: "replace", path: "/name", value: "Mine" }]);
  const { ops } = await socket.until("outcome");
  expect(ops).toMatchObject([{ op: 0, code: "frame_lost" }]);
  send(socket, "p4", 2, remove);
  const [before, fourth] = await socket.patches(2);
  expect(before).toMatchObject({ id: "p3", version: 2 });
  expect(fourth).toMatchObject({ id: "p4", ops: [{ op: "remove", path: "/tags/1" }] });
});

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
  unjudged.refused({ peer: "bob/1", ops: [{ op: "replace", path: "/nodes/1/data", value: {} }] }, 3);
  expect(unjudged.upTo("bob/1")).toBeUndefined();
  for (let i = 0; i <= 1000; i++)
    unjudged.refused({ peer: `bob/${i}`, ops: [{ op: "remove", path: "/tags/1" }] }, 3);
  expect(unjudged.upTo("bob/0")).toBeUndefined();
  expect(unjudged.upTo("bob/1")).toBe(3);
});
