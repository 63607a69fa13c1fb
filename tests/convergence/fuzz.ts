import { runWorld } from "./world/run-world.ts";

/** `SEED=` where to begin, `RUNS=` how many seeds from there, `ACTIONS=` how much happens in each, `TRACE=1` all that is said,
 * `DEEP=1` to load what is stored after each append. */
const first = Number(process.env["SEED"] ?? Math.floor(Math.random() * 1e9));
const runs = Number(process.env["RUNS"] ?? (process.env["SEED"] === undefined ? 100 : 1));
const actions = Number(process.env["ACTIONS"] ?? 120);

const trace = process.env["TRACE"] === undefined ? undefined : (line: string) => console.log(line);

const isDeep = process.env["DEEP"] !== undefined;
const startedAt = performance.now();
const totals = { events: 0, versions: 0, edits: 0, found: 0 };

for (let seed = first; seed < first + runs; seed++) {
  const { finding, events, versions, edits, lastActions, mark } = await runWorld({
    seed,
    actions,
    trace,
    isDeep,
  });
  totals.events += events;
  totals.versions += versions;
  totals.edits += edits;
  if (finding === null) {
    if (runs === 1) console.log(`seed ${seed}: at rest, ${mark}`);
    continue;
  }
  totals.found += 1;
  console.log(`\nSEED=${seed} ACTIONS=${actions} bun run fuzz`);
  console.log(`  ${finding.message}\n  after ${lastActions.join(", ")}`);
  if (runs === 1 || finding.assertion === "defect") console.log(finding.cause ?? finding);
}

const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
const { events, versions, edits, found } = totals;
console.log(
  `${runs} runs in ${seconds} s: ${events} events, ${edits} edits, ${versions} versions; ${found} found`,
);
process.exit(found === 0 ? 0 : 1);
