import { join, relative } from "node:path";
import { buildExecutable } from "./page/build-executable.ts";
import { ensureBuilt } from "./page/ensure-built.ts";

const root = join(import.meta.dir, "../..");
const outfile = process.argv[2] ?? join(root, "dist/sop-studio");
await buildExecutable(root, await ensureBuilt(root), outfile);
console.log(relative(process.cwd(), outfile));
