import { FAULTS } from "./faults/faults.ts";
import { findOut } from "./faults/find-out.ts";

/** Plants each fault and prints what found it out: at its pinned seed first, else at the first of `RUNS=` others. */
const only = process.env["FAULT"];
const runs = Number(process.env["RUNS"] ?? 100);
const actions = Number(process.env["ACTIONS"] ?? 100);
let missed = 0;

for (const { name, caught } of FAULTS) {
  if (only !== undefined && only !== name) continue;
  const found =
    (await findOut(name, { ...caught, runs: 1 })) ?? (await findOut(name, { seed: 1, runs, actions }));
  if (found === null) missed += 1;
  const how = found === null ? `NOT FOUND in ${runs} runs` : `${found.by} at seed ${found.seed}`;
  console.log(`${name.padEnd(34)} ${how}`);
}

console.log(`${FAULTS.length} faults, ${missed} not found`);
process.exit(missed === 0 ? 0 : 1);
