import { expect, test } from "bun:test";
import { startRegistryProcess } from "#tests/contract-client/registry-process.ts";
import { edit, instruct, readSop } from "#tests/registry/http/team.ts";
import { runCommand } from "#tests/registry/commands/run-command.ts";
import { type Account, register } from "#tests/support/account.ts";
import { share } from "#tests/support/share.ts";
import { isSaved, openAs } from "./session/people.ts";
import { createTunnel } from "./session/tunnel.ts";

/** A registry whose SOP is at version 1 in a backup, and people who go on after it. */
async function backUpAtOne() {
  const registry = await startRegistryProcess();
  const { url, databaseFile } = registry;
  const at = { url, wsUrl: url.replace(/^http/, "ws") };
  const [ann, bob] = [await register(at, "ann"), await register(at, "bob")];
  const sop = await ann.createSop();
  await share(ann, sop, bob, "editor");
  await edit(bob, sop, instruct("a", "in the backup"));
  const run = async (command: "back-up" | "restore") => {
    const { code, said } = await runCommand(command, databaseFile, `${databaseFile}.backup`);
    if (code !== 0) throw new Error(said);
  };
  await run("back-up");
  return {
    url,
    ann,
    bob,
    sop,
    /** Stops the registry, puts the backup in its place and starts it again at its address. */
    async bringBack(): Promise<void> {
      await registry.stop();
      await run("restore");
      await registry.start();
    },
    [Symbol.asyncDispose]: () => registry.remove(),
  };
}

test("[K6] who has newer versions than the restored backup starts over, also once it has got as far again", async () => {
  await using world = await backUpAtOne();
  const { ann, sop } = world;
  const lost = await edit(ann, sop, instruct("a", "lost"));
  const { head } = await readSop(ann, sop);
  await world.bringBack();
  const ask = async (who: Account) => {
    using socket = who.open(sop, { since: lost, head, client: "ann-laptop" });
    return await socket.expect("init");
  };
  const behind = await ask(ann);
  expect(behind).toMatchObject({ version: 1, sop: { version: 1 } });
  expect(behind).not.toHaveProperty("patches");
  expect(behind).not.toHaveProperty("since");
  expect(await edit(ann, sop, instruct("a", "another history"))).toBe(lost);
  const level = await ask(ann);
  expect(level).toMatchObject({
    version: lost,
    sop: { graph: { nodes: { a: { data: { instruction: "another history" } } } } },
  });
  expect(level.head).not.toBe(head);
});

test("[K6] the sync client lays what waited on the new history, sets aside what was lost, and merges neither unseen", async () => {
  await using world = await backUpAtOne();
  const { ann, bob, sop } = world;
  const tunnel = createTunnel();
  await using mine = await openAs(world, ann, sop, { env: tunnel.env });
  await mine.sop.edit([instruct("a", "saved, then lost")]).end;
  await mine.sop.edit([{ op: "add", path: "/tags", value: ["lost too"] }]).end;
  expect(mine.sop.version).toBe(3);
  tunnel.enter();
  await mine.sop.edit([{ op: "replace", path: "/nodes/b/position/x", value: 9 }]).onDevice;
  await mine.sop.edit([instruct("a", "waited")]).onDevice;

  await world.bringBack();
  // As many versions as were lost, with other things in them: their numbers alone would fit.
  await edit(bob, sop, { op: "replace", path: "/name", value: "Bob's" });
  await edit(bob, sop, { op: "add", path: "/tags", value: ["bob's"] });
  tunnel.leave();
  await mine.until((client) => isSaved(client) && client.status.link.kind === "open");

  const { graph, version } = await readSop(bob, sop);
  expect(mine.sop.graph()).toEqual(graph as never);
  expect([mine.sop.version, version]).toEqual([5, 5]);
  expect(graph).toMatchObject({ name: "Bob's", tags: ["bob's"] });
  expect(graph.nodes["b"]?.position).toEqual({ x: 9, y: 0 });
  expect(graph.nodes["a"]?.data).toMatchObject({ instruction: "waited" });
  const asides = mine.sop.asides.list();
  expect(asides.map(({ kind, code }) => [kind, code])).toEqual([["unsent", "rolled_back"]]);
  const lost = new Map(asides.flatMap(({ ops }) => ops.map((op) => [op.path, op])));
  expect(lost.get("/nodes/a/data/instruction")).toMatchObject({ value: "saved, then lost" });
  expect(lost.get("/tags/0")).toMatchObject({ value: "lost too" });
});
