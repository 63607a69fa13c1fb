import { expect, test } from "bun:test";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { register, SMALL_GRAPH } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { isSaved, openAs } from "./people.ts";
import { createTunnel } from "./tunnel.ts";

const instruct = (value: string) => [{ op: "replace", path: "/nodes/a/data/instruction", value }] as const;

test("[Y35] a registry that comes back older takes what waited literally, and what it lost is set aside, not merged", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rolled-back-"));
  const file = join(folder, "registry.sqlite");
  const first = await startRegistry({ file });
  const port = Number(new URL(first.url).port);
  const ann = await register(first, "ann");
  const sop = await ann.createSop(SMALL_GRAPH);
  const tunnel = createTunnel();
  const one = await openAs(first, ann, sop, { env: tunnel.env });
  await one.sop.edit([{ op: "replace", path: "/name", value: "Before" }]).end;
  await first.stop();
  const backup = join(folder, "backup.sqlite");
  await cp(file, backup);

  const second = await startRegistry({ file, config: { port } });
  await one.until(({ status }) => status.link.kind === "open");
  await one.sop.edit(instruct("saved, then lost")).end;
  tunnel.enter();
  await one.sop.edit([{ op: "replace", path: "/nodes/b/position/x", value: 9 }]).onDevice;
  await second.stop();
  for (const rest of ["", "-wal", "-shm"]) await rm(file + rest, { force: true });
  await cp(backup, file);

  await using third = await startRegistry({ file, config: { port } });
  tunnel.leave();
  await one.until((sop) => isSaved(sop) && sop.status.link.kind === "open");
  expect(one.sop.version).toBe(2);
  expect(one.sop.view.nodes.get("b")?.position).toEqual({ x: 9, y: 0 });
  expect(one.sop.view.nodes.get("a")?.data).toMatchObject({ instruction: "" });
  const [aside] = one.sop.asides.list();
  expect(aside).toMatchObject({ kind: "unsent", code: "rolled_back" });
  expect(aside?.ops).toEqual([{ ...instruct("saved, then lost")[0], op: "add" }]);
  await one.sop.asides.retry(aside?.id ?? "")?.end;
  const served = (await (await ann.call("GET", `/v1/sop/${sop}`)).json()) as { graph: unknown };
  expect(one.sop.graph()).toEqual(served.graph as never);
  expect(one.sop.view.nodes.get("a")?.data).toMatchObject({ instruction: "saved, then lost" });
  expect(third.url).toBe(first.url);
  await one.sop.close();
  await rm(folder, { recursive: true, force: true });
});
