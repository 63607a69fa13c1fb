import type { Assertion } from "../world/finding.ts";

const PLANT = Bun.fileURLToPath(import.meta.resolve("./plant.ts"));
const HUNT = Bun.fileURLToPath(import.meta.resolve("./hunt.ts"));

/** What found a fault out. */
interface FoundOut {
  readonly seed: number;
  readonly by: Assertion;
  readonly what: string;
}

/** Runs seeds with a fault planted, in a process of its own; null: none of them found anything. */
export async function findOut(
  fault: string,
  { seed, runs, actions }: { readonly seed: number; readonly runs: number; readonly actions: number },
): Promise<FoundOut | null> {
  const env = {
    ...process.env,
    FAULT: fault,
    SEED: String(seed),
    RUNS: String(runs),
    ACTIONS: String(actions),
  };
  const command = [process.execPath, "--preload", PLANT, HUNT];
  const child = Bun.spawn(command, { env, stdout: "pipe", stderr: "pipe" });
  const [out, errors] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  const line = out.split("\n").findLast((text) => text.startsWith("{"));
  if (line === undefined && child.exitCode !== 0) throw new Error(`${fault}: ${errors || out}`);
  return line === undefined ? null : (JSON.parse(line) as FoundOut);
}
