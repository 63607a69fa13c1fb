import { createSystemChance } from "./chance.ts";
import { systemClock } from "./clock.ts";
import { type Config, readConfig } from "./config.ts";
import { createLog } from "./log.ts";
import { systemPace } from "./pace.ts";
import { openPage } from "./page/open-page.ts";
import { type Registry, startRegistry } from "./start-registry.ts";
import { onStop } from "./stop-signals.ts";
import { openStorage } from "./storage/open.ts";

await main();

/** Starts the registry from the environment; a start that fails says why in one line and exits with 1. */
async function main(): Promise<void> {
  const config = await orExit(() => readConfig(process.env));
  const log = createLog(config.logLevel);
  const storage = await orExit(() => openStorage(config.databaseUrl));
  const outside = { clock: systemClock, pace: systemPace, chance: createSystemChance() };
  const page = openPage(config, log);
  const registry = await orExit(() => startRegistry({ config, storage, ...outside, log, page }));
  console.log(greet(config, registry));
  void page?.prepare();
  onStop(systemClock, (why) => {
    log.info({ why }, "stopping");
    registry.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "stop failed");
        process.exit(1);
      },
    );
  });
}

async function orExit<T>(start: () => T | Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    console.error(why.replaceAll("\n", " "));
    process.exit(1);
  }
}

function greet({ publicUrl }: Config, { url }: Registry): string {
  const at = publicUrl || url;
  return `SOP Studio's registry listens on ${url}
Open that address in a browser for the studio.

Register an agent; its key is shown once:
  curl -s ${at}/v1/auth/register -H 'content-type: application/json' -d '{"agent_id":"my-agent"}'
Create a SOP with that key:
  curl -s ${at}/v1/sop -H 'authorization: Bearer kp_…' -H 'content-type: application/json' \\
    -d '{"graph":{"name":"My first SOP","domain":"support"}}'
Then open its socket, ${at.replace(/^http/, "ws")}/v1/sop/<id>/ws, with the same key. More in README.md.`;
}
