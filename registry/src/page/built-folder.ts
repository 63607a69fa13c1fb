import { join } from "node:path";
import { hashSources } from "./hash-sources.ts";

/** Where the studio is, or will be, built from the sources of the project at `root` as they are now. */
export async function builtFolder(root: string): Promise<string> {
  // In the single executable a folder is known by its last name alone.
  return join(root, "dist/builds", await hashSources(root), "studio");
}
