import { expect, test } from "bun:test";
import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import { type Clock, systemClock } from "#registry/clock.ts";
import { createMemoryStore } from "#studio/sync/store/memory.ts";
import { type Account, register, SMALL_GRAPH } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { share } from "#tests/support/share.ts";
import { isSaved, openAs } from "./people.ts";
import { createTunnel } from "./tunnel.ts";

const MINUTE_MS = 60_000;
const instruct = (node: string, value: string) =>
  [{ op: "replace", path: `/nodes/${node}/data/instruction`, value }] as const;

async function setUp(clock: Clock = systemClock) {
  const registry = await startRegistry({ clock });
  const [ann, bob] = [await register(registry, "ann"), await register(registry, "bob")];
  const sop = await ann.createSop(SMALL_GRAPH);
  await share(ann, sop, bob, "editor");
  return { registry, ann, bob, sop };
}

async function historyOf(account: Account, sop: string): Promise<readonly PatchEvent[]> {
  const answer = await account.call("GET", `/v1/sop/${sop}/patches?since=0`);
  return ((await answer.json()) as { items: PatchEvent[] }).items;
}

for (const hasSockets of [true, false]) {
  const way = hasSockets ? "a socket" : "a stream";

  test(`[Y30] edits made in a tunnel survive a closed tab, arrive once and in order, by their own time (${way})`, async () => {
    const { registry, ann, bob, sop } = await setUp();
    await using _ = registry;
    const store = createMemoryStore();
    const tunnel = createTunnel({ hasSockets });
    const options = { store, env: tunnel.env };
    const before = await openAs(registry, ann, sop, options);
    const { client } = before.sop;
    tunnel.enter();
    before.sop.edit(instruct("a", "first"));
    const { onDevice } = before.sop.edit([{ op: "replace", path: "/name", value: "Mine" }]);
    expect(await onDevice).toBe(true);
    await before.until(({ status }) => status.summary === "offline");
    expect(before.sop.status).toMatchObject({ kept: 2, sent: 0 });
    await before.sop.close();

    await using other = await openAs(registry, bob, sop);
    await other.sop.edit([{ op: "replace", path: "/name", value: "Later" }]).end;
    tunnel.skip(5 * MINUTE_MS);
    await using after = await openAs(registry, ann, sop, options);
    expect(after.sop.client).toBe(client);
    expect(after.sop.view.nodes.get("a")?.data).toMatchObject({ instruction: "first" });
    expect(after.sop.view.meta.name).toBe("Mine");
    after.sop.edit(instruct("b", "second"));
    tunnel.leave();
    await after.until((sop) => isSaved(sop) && sop.version === 3);
    const history = await historyOf(ann, sop);
    expect(history.map(({ agent, ops }) => [agent, ...ops.map((op) => op.path)])).toEqual([
      ["bob", "/name"],
      ["ann", "/nodes/a/data/instruction"],
      ["ann", "/nodes/b/data/instruction"],
    ]);
    expect(after.sop.view.meta.name).toBe("Later");
    await other.until(({ version }) => version === 3);
    expect(other.sop.graph()).toEqual(after.sop.graph());
    expect(after.sop.asides.list()).toEqual([]);
  });
}

test("[Y31] a name that is held goes to nobody else; what a closed tab left is sent in its own name by the next", async () => {
  const { registry, ann, sop } = await setUp();
  await using _ = registry;
  const store = createMemoryStore();
  const tunnel = createTunnel();
  const options = { store, env: tunnel.env };
  const one = await openAs(registry, ann, sop, options);
  const two = await openAs(registry, ann, sop, { ...options, client: one.sop.client });
  const clients = [one.sop.client, two.sop.client];
  expect(clients[1]).not.toBe(clients[0] as string);
  tunnel.enter();
  await one.sop.edit(instruct("a", "one")).onDevice;
  await two.sop.edit(instruct("b", "two")).onDevice;
  await one.sop.close();
  await two.sop.close();
  tunnel.leave();
  await using after = await openAs(registry, ann, sop, options);
  await after.until(({ version }) => version === 2);
  const peers = (await historyOf(ann, sop)).map(({ peer }) => peer.split("/")[1]);
  expect(new Set(peers)).toEqual(new Set(clients));
  expect(peers).toHaveLength(2);
  expect([...after.sop.peers.keys()]).toEqual([`ann/${after.sop.client}`]);
});

test("[Y32] a removal made long ago, of a node that others changed since, waits for a yes", async () => {
  let ahead = 0;
  const clock = { ...systemClock, now: () => systemClock.now() + ahead };
  const { registry, ann, bob, sop } = await setUp(clock);
  await using _ = registry;
  const tunnel = createTunnel();
  await using one = await openAs(registry, ann, sop, { env: tunnel.env });
  tunnel.enter();
  await one.sop.edit([{ op: "remove", path: "/nodes/a" }]).onDevice;
  await one.sop.edit([{ op: "remove", path: "/nodes/b" }]).onDevice;
  await using other = await openAs(registry, bob, sop);
  await other.sop.edit(instruct("a", "of use still")).end;
  ahead = 11 * MINUTE_MS;
  tunnel.skip(ahead);
  tunnel.leave();
  await one.until((sop) => isSaved(sop) && sop.version === 2);
  expect([...one.sop.view.nodes.keys()]).toEqual(["a"]);
  expect(one.sop.asides.list()).toMatchObject([{ kind: "unsent", code: "confirm_removal", node: "a" }]);
  await one.sop.asides.retry(one.sop.asides.list()[0]?.id ?? "")?.end;
  expect(one.sop.view.nodes.size).toBe(0);
  expect(one.sop.asides.list()).toEqual([]);
});

test("[Y33] a SOP that was deleted while offline leaves what was not sent in the quarantine", async () => {
  const { registry, ann, bob, sop } = await setUp();
  await using _ = registry;
  const tunnel = createTunnel();
  await using one = await openAs(registry, bob, sop, { env: tunnel.env });
  tunnel.enter();
  await one.sop.edit(instruct("a", "kept")).onDevice;
  await ann.call("DELETE", `/v1/sop/${sop}`);
  tunnel.leave();
  await one.until(({ status }) => status.summary === "gone");
  const [aside] = one.sop.asides.list();
  expect(aside).toMatchObject({ code: "sop_deleted", ops: instruct("a", "kept") });
  expect(JSON.parse(one.sop.asides.copy(aside?.id ?? ""))).toMatchObject({ ops: instruct("a", "kept") });
});

test("[Y34] an own version met in a catch-up is no answer: what of it was refused is still told", async () => {
  const { registry, ann, bob, sop } = await setUp();
  await using _ = registry;
  const tunnel = createTunnel();
  await using one = await openAs(registry, ann, sop, { env: tunnel.env });
  const holder = bob.open(sop);
  await holder.expect("init");
  holder.send({ type: "lock", nodes: ["a"] });
  await holder.expect("locks");
  tunnel.enter();
  const { end, patches } = one.sop.edit([...instruct("a", "refused"), ...instruct("b", "stands")]);
  // The registry judges it, but its answer is lost: somebody sends the very same by another way.
  const [id] = patches;
  const ops = [...instruct("a", "refused"), ...instruct("b", "stands")];
  const message = { type: "patch", id, base: 0, ts: Date.now(), ops };
  const url = `/v1/sop/${sop}/messages?client=${one.sop.client}`;
  await ann.call("POST", url, [message]);
  tunnel.leave();
  expect(await end).toMatchObject({ kind: "refused", version: 1 });
  expect(one.sop.asides.list()).toMatchObject([{ code: "node_locked", ops: instruct("a", "refused") }]);
  expect(await historyOf(ann, sop)).toHaveLength(1);
  holder.close();
});
