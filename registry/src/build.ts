import { join } from "node:path";
import { ensureBuilt } from "./page/ensure-built.ts";

// The registry that asks for it reads where it is.
console.log(await ensureBuilt(join(import.meta.dir, "../..")));
