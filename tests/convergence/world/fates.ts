import type { Aside } from "#studio/sync/types.ts";
import { Finding } from "./finding.ts";
import type { MadeEdit } from "./ledger.ts";
import { wrongedBy } from "./notices-due.ts";
import type { World } from "./world.ts";

/** Asks of every patch that was ever on a device what became of it, and whether its author knows. */
export function checkFates(world: World): void {
  const asides = listAsides(world);
  for (const id of world.promises.onDevice()) {
    if (!world.ledger.edits.has(id))
      throw new Finding("lost_edit", `${id} was said to be on the device, and is nowhere`);
  }
  for (const edit of world.ledger.edits.values()) {
    if (edit.isKept) checkOne(world, edit, asides);
  }
  for (const { patch, agent, what } of wrongedBy(world.log, world.ledger, world.timeline.now)) {
    const edit = world.ledger.edits.get(patch);
    if (edit?.isDropped === true || asides.has(patch)) continue;
    throw new Finding("author_not_told", `${agent} does not know that ${what} of ${patch} was undone`);
  }
}

function checkOne({ log, promises, words }: World, edit: MadeEdit, asides: ReadonlySet<string>): void {
  const { id, peer } = edit;
  const isJudged = log.everJudged.has(`${peer} ${id}`);
  const isKnown = edit.isDropped || asides.has(id) || promises.told.has(id);
  if (!isJudged) {
    if (!isKnown) throw new Finding("lost_edit", `${id} of ${peer} is in no log, no result and no aside`);
    return;
  }
  const isForgiven = words.wasForgotten(id);
  if (words.wasRejected(id) && !isForgiven && !edit.isDropped && !asides.has(id))
    throw new Finding("author_not_told", `${id} of ${peer} was refused`);
}

/** What no author can be to blame for: a client that keeps to the protocol is never told so. */
const CLIENTS_FAULTS = new Set(["id_reused", "malformed", "base_ahead"]);

/** Patches of which something is set aside, in a tab or on a device. */
function listAsides(world: World): Set<string> {
  const inTabs = [...world.tabs].flatMap(({ client }) => client?.asides.list() ?? []);
  const onDisks = world.devices.flatMap(({ disk }) =>
    [...disk.values()].flatMap(({ rows }) =>
      [...rows.values()].filter(({ kind }) => kind === "aside").map(({ value }) => value as unknown as Aside),
    ),
  );
  for (const { patch, code } of [...inTabs, ...onDisks])
    if (CLIENTS_FAULTS.has(code)) throw new Finding("defect", `${patch} is set aside as ${code}`);
  return new Set([...inTabs, ...onDisks].map(({ patch }) => patch));
}
