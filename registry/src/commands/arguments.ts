/** What a command was given. */
export interface Arguments {
  readonly files: readonly string[];
  readonly force: boolean;
}

/** A command that was called in a way that it does not know. */
export class UsageFault extends Error {
  override readonly name = "UsageFault";
}

/** Reads the words after a command: `--force`, and up to `most` files. Throws `UsageFault` for anything else. */
export function readArguments(words: readonly string[], most: number): Arguments {
  const files = words.filter((word) => !word.startsWith("-"));
  const unknown = words.find((word) => word.startsWith("-") && word !== "--force");
  if (unknown !== undefined) throw new UsageFault(`${unknown} is not known`);
  if (files.length > most) throw new UsageFault("too many files");
  return { files, force: words.includes("--force") };
}

/** Runs a command to its end: 0, 1 where it could not be done, 2 where it was called wrongly; says why in one line. */
export function runCommand(usage: string, work: () => string): void {
  try {
    process.stdout.write(`${work()}\n`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const isUsage = error instanceof UsageFault;
    process.stderr.write(`${why.replaceAll("\n", " ")}\n${isUsage ? `${usage}\n` : ""}`);
    process.exitCode = isUsage ? 2 : 1;
  }
}
