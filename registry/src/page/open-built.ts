import { existsSync } from "node:fs";
import { join } from "node:path";
import { builtFolder } from "./built-folder.ts";
import type { PageFiles } from "./page-file.ts";
import { readFiles } from "./read-files.ts";

const ROOT = join(import.meta.dir, "../../..");

/** Where a single executable has the studio that it carries; beside this file there is none. */
const CARRIED = join(import.meta.dir, "studio");

/** Gives the built studio, building it first where that was not done since its sources changed. */
export async function openBuilt(): Promise<PageFiles> {
  if (existsSync(CARRIED)) return readFiles(CARRIED);
  const folder = await builtFolder(ROOT);
  return readFiles(existsSync(folder) ? folder : await buildApart());
}

/** Builds in a process of its own: the registry goes on meanwhile, and keeps nothing of a bundler's memory. */
async function buildApart(): Promise<string> {
  const build = Bun.spawn([process.execPath, join(ROOT, "registry/src/build.ts")], {
    cwd: ROOT,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [folder, errors] = await Promise.all([
    new Response(build.stdout).text(),
    new Response(build.stderr).text(),
  ]);
  if ((await build.exited) !== 0) throw new Error(errors.trim());
  return folder.trim();
}
