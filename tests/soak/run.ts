import type { Breach } from "./checker/evidence.ts";
import { runCycle } from "./cycle.ts";
import { addFigures, type Figures } from "./figures.ts";

// `bun run soak`: CYCLES (500), SEED of the first one (by the clock), LOAD_MS of each (6000). Ends at the first breach.
const cycles = Number(process.env["CYCLES"] ?? 500);
const firstSeed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const loadMs = Number(process.env["LOAD_MS"] ?? 6000);

const MOST_SHOWN = 20;

let total: Figures | null = null;
for (let i = 0; i < cycles; i++) {
  const seed = firstSeed + i;
  const begin = performance.now();
  const problem = await runCycle(seed, loadMs).then(
    ({ breaches, figures }) => {
      total = addFigures(total, figures);
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      console.log(`cycle ${i + 1}/${cycles} seed ${seed}: ${describe(figures)}, ${seconds} s`);
      return describeBreaches(breaches);
    },
    (error: unknown) => `  ${String(error)}`,
  );
  if (problem === "") continue;
  console.log(`${problem}\nagain: SEED=${seed} CYCLES=1 LOAD_MS=${loadMs} bun run soak`);
  process.exit(1);
}
if (total !== null) console.log(`${cycles} cycles: ${describe(total)}; nothing lost, nothing doubled`);

/** The first of them: one fault often breaks a rule a hundred times. */
function describeBreaches(breaches: readonly Breach[]): string {
  const more = breaches.length - MOST_SHOWN;
  const lines = breaches.slice(0, MOST_SHOWN).map(({ rule, detail }) => `  ${rule}: ${detail}`);
  return [...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join("\n");
}

function describe(figures: Figures): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}
