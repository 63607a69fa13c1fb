import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { buildPage } from "./build-page.ts";
import { builtFolder } from "./built-folder.ts";
import { removeOlder } from "./remove-older.ts";

/** Builds the studio of the project at `root` where that was not done since its sources changed, and tells where it is. */
export async function ensureBuilt(root: string): Promise<string> {
  const folder = await builtFolder(root);
  if (!existsSync(folder)) {
    await buildPage(root, folder);
    await removeOlder(dirname(dirname(folder)));
  }
  return folder;
}
