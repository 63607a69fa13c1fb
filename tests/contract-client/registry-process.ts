import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ENTRY = join(import.meta.dir, "../../registry/src/index.ts");
/** A start takes some 300 ms; a loaded machine may need many times that. */
const START_MS = 15_000;

/** A registry in a process of its own, started as a user would start it. */
export interface RegistryProcess {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Path of the SQLite file. */
  readonly databaseFile: string;
  pid(): number;
  /** Ends the process at once, as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks the process to stop (SIGTERM); resolves to its exit code. */
  stop(): Promise<number>;
  /** Starts it again on the same port and database, after `kill` or `stop`. */
  start(): Promise<void>;
  /** Stops it if it still runs and removes its files. */
  remove(): Promise<void>;
  /** What it wrote on stderr since its last start. */
  stderr(): string;
}

/** Options: further environment, and words before the command (`["taskset", "-c", "0"]`). */
export type StartOptions = { env?: Record<string, string>; prefix?: readonly string[] };

/** Starts a registry on a free port of 127.0.0.1 with a new temporary database, and waits until it is ready. */
export async function startRegistryProcess(options: StartOptions = {}): Promise<RegistryProcess> {
  const folder = mkdtempSync(join(tmpdir(), "registry-"));
  const databaseFile = join(folder, "registry.sqlite");
  const port = freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: Child | undefined;
  let errors = "";

  async function start(): Promise<void> {
    errors = "";
    child = spawnRegistry(options, { KP_PORT: String(port), KP_DATABASE_URL: `sqlite:${databaseFile}` });
    void collect(child.stderr, (text) => (errors += text));
    await untilReady(url, child, () => errors);
  }
  async function end(signal: "SIGKILL" | "SIGTERM"): Promise<number> {
    if (child === undefined) return 0;
    child.kill(signal);
    const code = await child.exited;
    child = undefined;
    return code;
  }
  async function remove(): Promise<void> {
    await end("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  }

  await start();
  return {
    url,
    databaseFile,
    pid: () => child?.pid ?? 0,
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
    start,
    remove,
    stderr: () => errors,
  };
}

type Child = Bun.Subprocess<"ignore", "ignore", "pipe">;

/** Runs the registry's entry with `env` added to a clean environment, without waiting for it. */
function spawnRegistry(options: StartOptions, env: Record<string, string>): Child {
  return Bun.spawn([...(options.prefix ?? []), process.execPath, ENTRY], {
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      KP_LOG_LEVEL: "error",
      ...env,
      ...options.env,
    },
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
  });
}

/** Runs the registry's entry until it ends by itself; for starts that are to be refused. */
export async function runRegistry(env: Record<string, string>): Promise<{ code: number; stderr: string }> {
  const child = spawnRegistry({}, { KP_PORT: "0", KP_DATABASE_URL: "sqlite::memory:", ...env });
  const stderr = await new Response(child.stderr).text();
  return { code: await child.exited, stderr };
}

async function untilReady(url: string, child: Child, errors: () => string): Promise<void> {
  const end = Date.now() + START_MS;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`the registry ended with ${child.exitCode}: ${errors()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await Bun.sleep(20);
  }
  child.kill("SIGKILL");
  throw new Error(`the registry was not ready after ${START_MS} ms: ${errors()}`);
}

async function collect(stream: ReadableStream<Uint8Array>, take: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of stream) take(decoder.decode(chunk, { stream: true }));
}

/** Above these a system takes ports for connections that go out, which could be one that a registry comes back to. */
const PORTS = { from: 10_000, below: 32_000 };

/** A port that was free a moment ago. */
function freePort(): number {
  for (;;) {
    const port = PORTS.from + Math.floor(Math.random() * (PORTS.below - PORTS.from));
    try {
      Bun.listen({ hostname: "127.0.0.1", port, socket: { data() {} } }).stop(true);
      return port;
    } catch {
      // Somebody has it: another one.
    }
  }
}
