import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

test("[P14] started as npx does it, by way of `bun start`, it ends when the first of them is gone", async () => {
  const folder = mkdtempSync(join(tmpdir(), "registry-"));
  // npx is a process that waits for `bun start`, which waits for the registry; npx dies without telling anybody.
  const npx = Bun.spawn(["sh", "-c", '"$0" start & wait', process.execPath], {
    cwd: join(import.meta.dir, "../.."),
    env: {
      ...process.env,
      npm_config_user_agent: "npm/11.0.0 node/v20.0.0",
      KP_PORT: "0",
      KP_DATABASE_URL: `sqlite:${join(folder, "registry.sqlite")}`,
    },
    stdout: "pipe",
    stderr: "ignore",
  });
  const reader = npx.stdout.getReader();
  let text = "";
  while (!text.includes("listens on http")) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`it did not start: ${text}`);
    text += new TextDecoder().decode(value);
  }
  const [url = ""] = /http:\S+/.exec(text) ?? [];
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  npx.kill("SIGKILL");
  // The pipe closes when the last process that holds it has ended.
  while (!(await reader.read()).done) continue;
  expect(await fetch(`${url}/healthz`).catch(() => "nobody listens")).toBe("nobody listens");
  rmSync(folder, { recursive: true });
});
