import { actAtRandom } from "./actions.ts";
import { checkAtRest } from "./at-rest.ts";
import { Finding } from "./finding.ts";
import { heal } from "./heal.ts";
import { populate } from "./populate.ts";
import { World, type WorldPlan } from "./world.ts";

/** How a run went. */
export interface RunReport {
  readonly seed: number;
  readonly events: number;
  readonly versions: number;
  readonly edits: number;
  /** A number that two runs of one seed share. */
  readonly mark: string;
  readonly finding: Finding | null;
  /** What happened last, for whoever looks into it. */
  readonly lastActions: readonly string[];
}

/** Runs one world from its seed to its rest, or to the first thing that must not be. */
export async function runWorld(plan: WorldPlan): Promise<RunReport> {
  const world = new World(plan);
  const actions: string[] = [];
  let finding: Finding | null = null;
  try {
    await populate(world);
    for (let i = 0; i < plan.actions; i++) {
      actions.push(await actAtRandom(world));
      world.trace(`did ${actions.at(-1)}`);
      await world.run(pauseOf(world));
      if (world.registry.life === null && world.chance.hits(0.3)) await world.registry.start();
    }
    await heal(world);
    await checkAtRest(world);
    world.throwFound();
  } catch (error) {
    finding = error instanceof Finding ? error : new Finding("defect", String(error), { cause: error });
  } finally {
    await world.end();
  }
  return {
    seed: plan.seed,
    events: world.timeline.events,
    versions: world.log?.version ?? 0,
    edits: world.ledger.edits.size,
    mark: `${world.timeline.events}-${world.timeline.now}-${world.log?.rows.at(-1)?.head ?? ""}`,
    finding,
    lastActions: actions.slice(-12),
  };
}

/** Mostly the time between two keystrokes; at times a pause. */
function pauseOf({ chance }: World): number {
  return chance.hits(0.85) ? chance.int(120) : chance.between(200, 4000);
}
