import { join } from "node:path";

/** What a command said and how it ended. */
export interface CommandEnd {
  readonly code: number;
  readonly said: string;
}

const FOLDER = join(import.meta.dir, "../../../registry/src/commands");

/** Runs `backup` or `restore` on a database file, as the script in package.json does. */
export async function runCommand(
  command: "back-up" | "restore",
  databaseFile: string,
  ...words: readonly string[]
): Promise<CommandEnd> {
  const child = Bun.spawn([process.execPath, join(FOLDER, `${command}.ts`), ...words], {
    env: { PATH: process.env["PATH"], KP_DATABASE_URL: `sqlite:${databaseFile}` },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const texts = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  return { code: await child.exited, said: texts.join("").trim() };
}
