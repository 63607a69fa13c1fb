import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { register } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";

const node = Bun.which("node");
const ENTRY = fileURLToPath(import.meta.resolve("./stream-client.ts"));

/** Runs a program to its own end; gives what it printed. */
async function run(command: readonly string[]): Promise<{ readonly out: string; readonly err: string }> {
  const child = Bun.spawn([...command], { stdout: "pipe", stderr: "pipe", timeout: 50_000 });
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  expect({ code: await child.exited, err }).toEqual({ code: 0, err: "" });
  return { out, err };
}

test("[Y17] the same bundle runs in Bun by the socket and in Node without WebSockets by the stream, and ends", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const folder = await mkdtemp(join(tmpdir(), "link-"));
  try {
    const built = await Bun.build({
      entrypoints: [ENTRY],
      target: "browser",
      outdir: folder,
      naming: "client.mjs",
    });
    expect(built.success).toBe(true);
    const text = await Bun.file(join(folder, "client.mjs")).text();
    // The schemas' library has no business in a page that only reads.
    expect(text).not.toContain("ZodError");
    if (node === null) console.log("no Node here: tried in Bun alone");
    for (const program of [process.execPath, ...(node === null ? [] : [node])]) {
      const sop = await ann.createSop();
      const { out } = await run([program, join(folder, "client.mjs"), registry.url, sop, ann.key]);
      const has = program === node ? await run([program, "-p", "typeof WebSocket"]) : { out: "function" };
      expect(JSON.parse(out)).toEqual({
        via: has.out.trim() === "undefined" ? "stream" : "socket",
        version: 1,
        name: { op: "replace", path: "/name", value: "From a process" },
      });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);
