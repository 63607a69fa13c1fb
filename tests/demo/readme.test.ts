import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { startRegistryProcess, type RegistryProcess } from "#tests/contract-client/registry-process.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";

const README = await Bun.file(join(import.meta.dir, "../../README.md")).text();

let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess();
});
afterAll(() => registry.remove());

test("[H2] [H4] [H7] [H13] the README's agent in ten lines of curl works as it stands", async () => {
  const [, script] = /## An agent in ten lines of curl\n\n```sh\n([\s\S]*?)```/.exec(README) ?? [];
  const child = Bun.spawn(["sh", "-c", script ?? "exit 1"], {
    env: { ...process.env, REGISTRY: registry.url },
    stdout: "pipe",
    stderr: "inherit",
  });
  const text = await new Response(child.stdout).text();
  await child.exited;
  const [edited, read, event] = text.split(/(?<=\})(?=\{|event:)/);
  expect(JSON.parse(edited ?? "")).toMatchObject({
    version: 1,
    ops: [{ op: "add", path: "/nodes/ask" }],
    outcomes: [],
  });
  expect(JSON.parse(read ?? "")).toMatchObject({
    version: 1,
    graph: { name: "Refunds", nodes: { ask: { id: "ask" } } },
  });
  expect(event).toStartWith("event: init\n");
});

test("[C2] the README's table has every bound with its default", () => {
  const told = new Map(
    README.split("\n").flatMap((line) => {
      const [, name, value] = /^\| `KP_LIMIT_([A-Z_]+)` *\| (\d+) +\|/.exec(line) ?? [];
      return name === undefined ? [] : [[name.toLowerCase(), Number(value)] as const];
    }),
  );
  expect(Object.fromEntries(told)).toEqual(DEFAULT_LIMITS);
});
