import { join } from "node:path";
import { plugin } from "bun";
import { FAULTS } from "./faults.ts";

/** Preloaded with `FAULT=<name>`: the file of that fault is read with the fault in it. Nothing on disk changes. */
const fault = FAULTS.find(({ name }) => name === process.env["FAULT"]);
if (fault === undefined) throw new Error(`FAULT=${process.env["FAULT"]} is none of tests/convergence/faults`);
const path = join(import.meta.dir, "../../..", fault.file);

plugin({
  name: "fault",
  setup(build) {
    const filter = new RegExp(`${path.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$`);
    build.onLoad({ filter }, async () => {
      const text = await Bun.file(path).text();
      return { contents: text.replace(fault.find, () => fault.replace), loader: "ts" };
    });
  },
});
