import { expect, test } from "bun:test";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import { createCore } from "#studio/sync/core/core.ts";
import { type EventStream, openEvents } from "#tests/contract-client/event-stream.ts";
import { type Account, register, SMALL_GRAPH } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";
import type { MessageOf, SocketOptions } from "#tests/support/socket-client.ts";

const TAGS = { ...SMALL_GRAPH, tags: ["p", "q", "r"] };

/** Lists with dead elements, a moved one, a frame that is lost, a re-target, a node with its edges gone. */
const EDITS: readonly (readonly PatchOp[])[] = [
  [{ op: "remove", path: "/tags/1" }],
  [{ op: "add", path: "/tags/1", value: "n" }],
  [{ op: "move", from: "/tags/0", path: "/tags/2" }],
  [{ op: "remove", path: "/tags/9" }],
  [{ op: "replace", path: "/edges/ab/target", value: "a" }],
  [{ op: "replace", path: "/nodes/a/position/x", value: 3 }],
  [{ op: "remove", path: "/nodes/b" }],
];

async function setUp() {
  const registry = await startRegistry();
  const ann = await register(registry, "ann");
  return { registry, ann, sop: await ann.createSop(TAGS) };
}

/** Makes all edits, each as if it had seen nothing of the others. Gives what a listener with these options heard. */
async function edit(ann: Account, sop: string, options: SocketOptions) {
  using listener = ann.open(sop, options);
  using writer = ann.open(sop, { client: "tab-one-1" });
  const init = await listener.expect("init");
  await writer.expect("init");
  for (const [at, ops] of EDITS.entries())
    writer.send({ type: "patch", id: `p${at}`, base: 0, ts: Date.now(), ops });
  return { init, patches: await listener.patches(EDITS.length) };
}

async function move(ann: Account, sop: string): Promise<void> {
  using writer = ann.open(sop, { client: "tab-one-1" });
  await writer.expect("init");
  const ops = [{ op: "replace", path: "/nodes/a/position/x", value: 3 }];
  writer.send({ type: "patch", id: "move", base: 0, ts: Date.now(), ops });
  await writer.patches(1);
}

async function initOf(ann: Account, sop: string, options: SocketOptions): Promise<MessageOf<"init">> {
  using socket = ann.open(sop, options);
  return await socket.expect("init");
}

function follow({ sop, side, version, head }: MessageOf<"init">, patches: readonly PatchEvent[]) {
  const core = createCore(() => "zoe/tab");
  core.startOver(sop?.graph as unknown as GraphView, version, head, side);
  for (const patch of patches) expect(core.commit(patch, false).kind).toBe("applied");
  return core;
}

test("[P16] with what stands beside the graph a client has the registry's own state, followed or caught up", async () => {
  const { registry, ann, sop } = await setUp();
  await using _ = registry;
  const { init, patches } = await edit(ann, sop, { side: "brief" });
  const now = await initOf(ann, sop, { side: "whole" });
  const followed = follow(init, patches);
  expect(followed.confirmed()).toEqual(now.sop?.graph as unknown as GraphView);
  expect(followed.confirmedSide()).toEqual({ ...now.side });

  const caughtUp = await initOf(ann, sop, { side: "brief", since: 0, head: "" });
  expect(follow(init, caughtUp.patches ?? []).confirmedSide()).toEqual({ ...now.side });
});

test("[P16] in brief it is lists and ends, and not who wrote what when", async () => {
  const { registry, ann, sop } = await setUp();
  await using _ = registry;
  await edit(ann, sop, {});
  const [brief, whole] = [
    await initOf(ann, sop, { side: "brief" }),
    await initOf(ann, sop, { side: "whole" }),
  ];
  expect(Object.keys(whole.side?.["n"] ?? {})).toEqual(["a", "b"]);
  expect(brief.side?.["n"]).toEqual({});
  expect(JSON.stringify(brief.side?.["m"])).toContain('"l":{"n":4');
});

test("[P16] who does not ask for it hears the same patches without", async () => {
  const { registry, ann, sop } = await setUp();
  await using _ = registry;
  const { init, patches } = await edit(ann, sop, {});
  expect(init).not.toHaveProperty("side");
  const sided = await initOf(ann, sop, { side: "brief", since: 0, head: "" });
  const without = (sided.patches ?? []).map(({ side, ...patch }) => {
    expect(side).toBeDefined();
    return patch;
  });
  // Those of a batch come in one message.
  expect(patches.map((patch) => ({ ...patch, type: "patch" }))).toEqual(
    without.map((patch) => ({ ...patch, type: "patch" })),
  );
  const strange = await initOf(ann, sop, { side: "all" as "whole" });
  expect(strange).not.toHaveProperty("side");
});

test("[P16] with a whole SOP a client is told which of its own patches are in it", async () => {
  const { registry, ann, sop } = await setUp();
  await using _ = registry;
  const { patches } = await edit(ann, sop, {});
  const ids = patches.map(({ id }) => id);
  const mine = { client: "tab-one-1", side: "whole", shortest: true } as const;
  expect((await initOf(ann, sop, { ...mine, since: 0, head: "" })).landed).toEqual(ids);
  expect((await initOf(ann, sop, { ...mine, since: 3, head: "strange1" })).landed).toEqual(ids);
  const other = { side: "whole", client: "tab-two-2" } as const;
  expect((await initOf(ann, sop, { ...other, since: 3, head: "strange1" })).landed).toEqual([]);
  expect(await initOf(ann, sop, { ...mine, side: "brief", since: 3, head: "strange1" })).not.toHaveProperty(
    "landed",
  );
});

test("[P16] what a patch makes of the envelope is told after it, here as there", async () => {
  const { registry, ann, sop } = await setUp();
  await using _ = registry;
  await ann.call("POST", `/v1/sop/${sop}/approve`, { version: 0 });
  using listener = ann.open(sop, { side: "brief" });
  await listener.expect("init");
  await move(ann, sop);
  expect((await listener.until("patch")).side).toBeDefined();
  expect(await listener.expect("sop")).toMatchObject({ status: "draft" });
});

test("[P16] a stream tells it too", async () => {
  const { registry, ann, sop } = await setUp();
  await using _ = registry;
  const owner = { id: ann.agent, key: ann.key };
  const streams = [
    await openEvents(registry.url, owner, sop, { query: "side=whole" }),
    await openEvents(registry.url, owner, sop, {}),
  ] as const;
  const inits = await Promise.all(streams.map((stream) => stream.next()));
  expect(inits.map(({ data }) => "side" in (data as object))).toEqual([true, false]);
  await move(ann, sop);
  const patches = await Promise.all(streams.map(untilPatch));
  expect(patches.map((data) => "side" in (data as object))).toEqual([true, false]);
  await Promise.all(streams.map((stream) => stream.close()));
});

async function untilPatch(stream: EventStream): Promise<unknown> {
  for (;;) {
    const { event, data } = await stream.next();
    if (event === "patch") return data;
  }
}
