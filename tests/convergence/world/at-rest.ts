import { applyPatch } from "rfc6902";
import { replay } from "#schemas/change/replay.ts";
import { fromSnapshot, toSnapshot } from "#schemas/change/snapshot-codec.ts";
import { graphOf } from "#schemas/change/state.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { textToSnapshot } from "#registry/storage/snapshot-text.ts";
import { copyJson, firstDifference } from "#tests/support/same-json.ts";
import { checkStored } from "./check-stored.ts";
import { checkFates } from "./fates.ts";
import { type Assertion, Finding } from "./finding.ts";
import type { World } from "./world.ts";

/** Asserts all that holds once everything has come to rest. */
export async function checkAtRest(world: World): Promise<void> {
  const { log, database, sop } = world;
  const [owner] = world.devices;
  if (owner === undefined) return;
  await log.catchUp();
  for (const { name, client } of world.tabs) {
    if (client === null) throw new Finding("no_quiescence", `${name} never opened`);
    if (client.version !== log.version)
      throw new Finding("views_differ", `${name} is at ${client.version}, the log at ${log.version}`);
    expectSame("views_differ", name, log.graph, client.graph());
    const shown = {
      ...client.view.meta,
      nodes: Object.fromEntries(client.view.nodes),
      edges: Object.fromEntries(client.view.edges),
    };
    expectSame("views_differ", `${name}'s view`, log.graph, shown);
  }
  const served = (await world.ask(owner.key, "GET", `/v1/sop/${sop}`)) as {
    graph: GraphView;
    version: number;
  };
  expectSame("served_differs", `version ${served.version}`, log.graph, served.graph);
  await checkHistory(world);
  checkFates(world);
  world.registry.kill();
  await world.timeline.settle();
  await database.reopen();
  await checkStored(world);
  await checkReplay(world);
}

/** What `GET …/patches` gives replays, by another library, to what is served. */
async function checkHistory(world: World): Promise<void> {
  const [owner] = world.devices;
  if (owner === undefined) return;
  const floor = await world.database.storage.log.floor(world.sop);
  let since = floor;
  const graph = copyJson(floor === 0 ? world.log.first : world.log.rows[floor - 1]?.after) as GraphView;
  for (;;) {
    const path = `/v1/sop/${world.sop}/patches?since=${since}`;
    const page = (await world.ask(owner.key, "GET", path)) as {
      items: { version: number; ops: Parameters<typeof applyPatch>[1] }[];
      next_cursor?: string;
    };
    for (const { version, ops } of page.items) {
      if (version !== ++since) throw new Finding("version_gap", `${version} is served after ${since - 1}`);
      const wrong = applyPatch(graph, copyJson(ops)).find((error) => error !== null);
      if (wrong) throw new Finding("served_differs", `version ${version}: ${wrong.message}`);
    }
    if (page.next_cursor === undefined) break;
  }
  expectSame("served_differs", "the history", world.log.graph, graph);
}

/** The newest snapshot with its rows, and an older state replayed, are the same to the last stamp. */
async function checkReplay({ database, sop, log }: World): Promise<void> {
  const store = database.storage.log;
  const floor = await store.floor(sop);
  const [old, now] = [await store.load(sop, floor), await store.load(sop)];
  if (old === null || now === null) throw new Finding("replay_differs", "nothing is there");
  const state = fromSnapshot(textToSnapshot(old.snapshot));
  for (const row of await store.rows(sop, state.version, log.version + 1)) replay(state, row);
  expectSame("replay_differs", "the graph", log.graph, graphOf(state));
  if (now.snapshot.version !== old.snapshot.version) return;
  const twin = fromSnapshot(textToSnapshot(now.snapshot));
  for (const row of now.rows) replay(twin, row);
  expectSame("replay_differs", "the state", toSnapshot(state), toSnapshot(twin));
}

function expectSame(assertion: Assertion, what: string, expected: unknown, got: unknown): void {
  const difference = firstDifference(expected, got);
  if (difference !== undefined) throw new Finding(assertion, `${what}: ${difference}`);
}
