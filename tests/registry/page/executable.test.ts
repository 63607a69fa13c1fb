import { expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildExecutable } from "#registry/page/build-executable.ts";
import { ensureBuilt } from "#registry/page/ensure-built.ts";
import { echoOf } from "#tests/contract-client/expect-fate.ts";
import { readSop } from "#tests/contract-client/http-client.ts";
import { openPair } from "#tests/contract-client/pair.ts";

const ROOT = join(import.meta.dir, "../../..");

/** It copies a hundred megabytes. */
const BUILD_MS = 120_000;

test(
  "[U6] [P14] one executable, in an empty folder: the page, a registration, a SOP, an edit on a socket; SIGTERM ends it with 0",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "sop-studio-"));
    const outfile = join(folder, "sop-studio");
    const empty = join(folder, "empty");
    await mkdir(empty);
    await buildExecutable(ROOT, await ensureBuilt(ROOT), outfile);

    const child = Bun.spawn([outfile], {
      cwd: empty,
      env: { KP_PORT: "0", KP_LOG_LEVEL: "error" },
      stdout: "pipe",
      stderr: "pipe",
    });
    const url = await readUrl(child.stdout);
    const page = await fetch(`${url}/sop/one`, { headers: { accept: "text/html" } });
    const html = await page.text();
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html;charset=utf-8"]);
    const [, script = ""] = /<script[^>]* src="([^"]+)"/.exec(html) ?? [];
    const loaded = await fetch(url + script);
    expect([loaded.status, loaded.headers.get("content-encoding")]).toEqual([200, "br"]);
    expect((await loaded.text()).length).toBeGreaterThan(100_000);

    const { agent, sop, ann, bob } = await openPair(url);
    const echo = await echoOf(ann.edit([{ op: "replace", path: "/name", value: "From one file" }]));
    await bob.reach(echo.version);
    expect((await readSop(url, agent, sop.id)).graph.name).toBe("From one file");

    child.kill("SIGTERM");
    expect(await child.exited).toBe(0);
    expect((await bob.closed).code).toBe(1012);
    expect(await new Response(child.stderr).text()).toBe("");
    expect(await readdir(join(empty, "data"))).toEqual(["registry.sqlite"]);
    await rm(folder, { recursive: true });
  },
  BUILD_MS,
);

async function readUrl(stdout: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  for await (const chunk of stdout) {
    text += new TextDecoder().decode(chunk);
    const [, url] = /listens on (http:\S+)/.exec(text) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error(`it did not start: ${text}`);
}
