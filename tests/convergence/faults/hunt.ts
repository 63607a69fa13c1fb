import { runWorld } from "../world/run-world.ts";

/** Runs seeds from `SEED=`, at most `RUNS=`, until one finds something, and prints that as one line of JSON. */
const first = Number(process.env["SEED"] ?? 1);
const runs = Number(process.env["RUNS"] ?? 1);
const actions = Number(process.env["ACTIONS"] ?? 120);

for (let seed = first; seed < first + runs; seed++) {
  const { finding } = await runWorld({ seed, actions });
  if (finding === null) continue;
  console.log(JSON.stringify({ seed, by: finding.assertion, what: finding.message.slice(0, 300) }));
  break;
}
process.exit();
