import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readmeBlock } from "./readme-block.ts";
import { type RegistryProcess, startRegistryProcess } from "#tests/contract-client/registry-process.ts";
import { type Account, register, SMALL_GRAPH } from "#tests/support/account.ts";

const ROOT = join(import.meta.dir, "../..");

let registry: RegistryProcess;
let ann: Account;
beforeAll(async () => {
  registry = await startRegistryProcess();
  ann = await register({ url: registry.url, wsUrl: registry.url.replace(/^http/, "ws") }, "ann");
});
afterAll(() => registry.remove());

test("[Y24] [Y64] the README's agent on the sync client works as it stands, and again", async () => {
  const code = await readmeBlock("The sync client", "ts");
  const lines = code.split("\n").filter((line) => line !== "");
  expect(lines.length).toBeLessThanOrEqual(15);
  const sop = await ann.createSop(SMALL_GRAPH);
  const folder = await mkdtemp(join(tmpdir(), "readme-"));
  try {
    const file = join(folder, "agent.sqlite");
    const run = async () => {
      // From the project's folder, since the package is found by its name from inside it.
      const child = Bun.spawn([process.execPath, "-e", code.replace("agent.sqlite", file)], {
        cwd: ROOT,
        env: { ...process.env, REGISTRY: registry.url, SOP: sop, KEY: ann.key },
        stdout: "pipe",
        stderr: "inherit",
      });
      const text = await new Response(child.stdout).text();
      return [await child.exited, text];
    };
    expect(await run()).toEqual([0, "saved 1\n"]);
    expect(await run()).toEqual([0, "saved 1\n"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const answer = await ann.call("GET", `/v1/sop/${sop}`);
  expect(await answer.json()).toMatchObject({
    version: 1,
    graph: { nodes: { a: { data: { instruction: "To be written: A" } } } },
  });
});
