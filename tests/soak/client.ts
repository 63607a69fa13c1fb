import type { ClientSpec } from "./client-spec.ts";

const SCRIPT = Bun.fileURLToPath(import.meta.resolve("./client-process.ts"));
/** A catch-up after everything healed takes a second or two; on a loaded machine many times that. */
const PATIENCE_MS = 30_000;

/** A client in a process of its own, that can be killed and begun again. */
export interface SoakClient {
  /** All that it said beside its answers, for a report of what went wrong. */
  readonly stderr: () => string;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** No more edits; resolves when nothing is pending. */
  stop(): Promise<void>;
  /** Resolves when it recorded its view at that version, and ended. */
  report(version: number): Promise<void>;
}

/** A client that was not started yet. */
export function createClient(spec: Omit<ClientSpec, "life">): SoakClient {
  let life = 0;
  let errors = "";
  let child: Bun.Subprocess<"pipe", "pipe", "pipe"> | undefined;
  let lines: AsyncIterator<string> | undefined;

  /** Its next answer; throws when it does not come, or is another. */
  async function hear(word: string): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => late.reject(new Error(`${spec.client} is not ${word}: ${errors}`)),
      PATIENCE_MS,
    );
    const said = await Promise.race([lines?.next(), late.promise]).finally(() => clearTimeout(timer));
    if (!String(said?.value).startsWith(word))
      throw new Error(`${spec.client} said ${String(said?.value)} for ${word}: ${errors}`);
  }
  function tell(command: string): void {
    void child?.stdin.write(`${command}\n`);
    void child?.stdin.flush();
  }

  return {
    stderr: () => errors,
    start: async () => {
      const words = [
        process.execPath,
        SCRIPT,
        JSON.stringify({ ...spec, life: life++ } satisfies ClientSpec),
      ];
      child = Bun.spawn(words, { stdin: "pipe", stdout: "pipe", stderr: "pipe" });
      lines = linesOf(child.stdout);
      void collect(child.stderr, (text) => (errors += text));
      await hear("ready");
    },
    kill: async () => {
      child?.kill("SIGKILL");
      await child?.exited;
    },
    stop: async () => {
      tell("stop");
      await hear("drained");
    },
    report: async (version) => {
      tell(`report ${version}`);
      const late = setTimeout(() => child?.kill("SIGKILL"), PATIENCE_MS);
      const code = await child?.exited;
      clearTimeout(late);
      if (code !== 0) throw new Error(`${spec.client} ended with ${code}: ${errors}`);
    },
  };
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const whole = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = whole.pop() ?? "";
    yield* whole;
  }
}

async function collect(stream: ReadableStream<Uint8Array>, take: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of stream) take(decoder.decode(chunk, { stream: true }));
}
