import { fileURLToPath } from "node:url";

/** A process that has a store open; killed, too, by the end of its `await using`. */
export interface StoreProcess extends AsyncDisposable {
  /** The next line that it prints and `isWanted` takes. */
  line(isWanted?: (line: string) => boolean): Promise<string>;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts a process that opens the store at `path`, and either writes to it for ever or keeps it open. */
export function startStoreProcess(path: string, task: "write" | "hold"): StoreProcess {
  const script = fileURLToPath(import.meta.resolve("./store-process-main.ts"));
  const child = Bun.spawn([process.execPath, script, path, task], {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
  const lines = readLines(child.stdout);
  const kill = async () => {
    child.kill("SIGKILL");
    await child.exited;
  };
  return {
    async line(isWanted = () => true) {
      for (;;) {
        const { value, done } = await lines.next();
        if (done === true) throw new Error("the process ended without saying it");
        if (isWanted(value)) return value;
      }
    },
    kill,
    [Symbol.asyncDispose]: kill,
  };
}

/** Whole lines only: the last may be cut off. */
async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
