import { expect, test } from "bun:test";
import { makeDatabaseFile } from "#tests/support/registry.ts";

const ENTRY = "registry/src/index.ts";

function environment(file: string) {
  return { ...process.env, KP_PORT: "0", KP_DATABASE_URL: `sqlite:${file}` };
}

/** Reads on until the text holds what `pattern` asks for. */
async function readUntil(stream: ReadableStream<Uint8Array>, pattern: RegExp): Promise<RegExpExecArray> {
  let text = "";
  for await (const chunk of stream) {
    text += new TextDecoder().decode(chunk);
    const match = pattern.exec(text);
    if (match) return match;
  }
  throw new Error(`ended without ${pattern.source}: ${text}`);
}

test("[P14] SIGTERM ends the process in good order, with 0", async () => {
  await using database = await makeDatabaseFile();
  const registry = Bun.spawn([process.execPath, ENTRY], {
    env: environment(database.file),
    stdout: "pipe",
    stderr: "pipe",
  });
  const [, url] = await readUntil(registry.stdout, /listens on (http:\S+)/);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  registry.kill("SIGTERM");
  expect(await registry.exited).toBe(0);
});

test("[P14] a registry whose starter is gone stops too: npx passes no signal on", async () => {
  await using database = await makeDatabaseFile();
  // The starter waits for the registry; it is killed without a chance to pass that on.
  const starter = Bun.spawn(["sh", "-c", `"$0" ${ENTRY} & wait`, process.execPath], {
    env: environment(database.file),
    stdout: "pipe",
    stderr: "pipe",
  });
  const [, url] = await readUntil(starter.stdout, /listens on (http:\S+)/);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  starter.kill("SIGKILL");
  await starter.exited;
  // Its end of the pipe closes with the process.
  await new Response(starter.stderr).text();
  const answer = await fetch(`${url}/healthz`).catch(() => "nobody listens");
  expect(answer).toBe("nobody listens");
});
