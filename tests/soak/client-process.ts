import { openSop } from "#studio/sync/open-sop.ts";
import { openSqliteStore } from "#studio/sync/store/sqlite.ts";
import { systemEnv } from "#studio/sync/system-env.ts";
import type { SopClient } from "#studio/sync/types.ts";
import type { Graph } from "#tests/contract-client/json.ts";
import { seededRandom } from "#tests/contract-client/random-edits.ts";
import type { ClientSpec } from "./client-spec.ts";
import { editAtRandom } from "./edit-at-random.ts";
import { recordEnv } from "./record-env.ts";
import { openRecorder, recordStore, type Recorder } from "./record-history.ts";

// Run by client.ts, told what to do on stdin: `stop` ends the editing and answers `drained <version>` when nothing is
// pending; `report <version>` records the view at that version, closes and ends.
const spec = JSON.parse(process.argv[2] as string) as ClientSpec;
const recorder = openRecorder(spec.history);
const client = await openSop({
  url: spec.url,
  sop: spec.sop,
  auth: spec.key,
  client: spec.client,
  store: recordStore(await openSqliteStore(spec.store), recorder),
  env: recordEnv(systemEnv(), spec.plan, recorder),
  warn: (warning) => console.error(`${spec.client}: ${warning}`),
});
recorder.write({ at: "start", client: client.client, ms: Date.now() });
recordAsides(client, recorder);
console.log("ready");

const random = seededRandom(spec.plan.seed + spec.life);
const stopEditing = editAtRandom(client, recorder, { life: spec.life, rate: spec.plan.rate, random });

for await (const line of console) {
  const [command, version] = line.split(" ");
  if (command === "stop") {
    stopEditing();
    client.reconnect();
    await until(client, () => client.status.link.kind === "open" && pendingOf(client) === 0);
    console.log(`drained ${client.version}`);
  } else if (command === "report") {
    await until(client, () => client.version >= Number(version));
    const graph = client.graph() as unknown as Graph;
    recorder.write({ at: "final", version: client.version, pending: pendingOf(client), graph });
    await client.close();
    recorder.close();
    process.exit(0);
  }
}

function pendingOf({ status }: SopClient): number {
  return status.unkept + status.kept + status.sent;
}

/** Resolves when it is so, looking whenever something changed. */
function until(client: SopClient, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo()) return;
      cancel();
      resolve();
    };
    const cancel = client.subscribe(look);
    look();
  });
}

/** Those that are there, and each that comes. */
function recordAsides(client: SopClient, recorder: Recorder): void {
  const known = new Set<string>();
  const look = () => {
    for (const { id, patch, kind, code } of client.asides.list()) {
      if (known.has(id)) continue;
      known.add(id);
      recorder.write({ at: "aside", id, patch, kind, code });
    }
  };
  client.subscribe(({ kind }) => kind === "asides" && look());
  look();
}
