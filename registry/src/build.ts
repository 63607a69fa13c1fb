import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildPage } from "./page/build-page.ts";
import { builtFolder } from "./page/built-folder.ts";
import { removeOlder } from "./page/remove-older.ts";

const root = join(import.meta.dir, "../..");
const folder = await builtFolder(root);
if (!existsSync(folder)) {
  await buildPage(root, folder);
  await removeOlder(join(root, "dist"));
}
// The registry that asked for it reads this.
console.log(folder);
