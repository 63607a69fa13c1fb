import { listAsides } from "./aside-book.ts";
import { Finding } from "./finding.ts";
import type { MadeEdit } from "./ledger.ts";
import { wrongedBy } from "./notices-due.ts";
import type { World } from "./world.ts";

/** Asks of every patch that was ever on a device what became of it, and whether its author knows. */
export function checkFates(world: World): void {
  const asides = new Set(listAsides(world).map(({ patch }) => patch));
  for (const id of world.promises.onDevice()) {
    if (world.ledger.edits.get(id)?.isKept !== true)
      throw new Finding("lost_edit", `${id} was said to be on the device, and never was`);
  }
  for (const edit of world.ledger.edits.values()) {
    if (edit.isKept) checkOne(world, edit, asides);
  }
  world.asides.check(world);
  for (const { patch, agent, what } of wrongedBy(world.log, world.ledger, world.timeline.now)) {
    const edit = world.ledger.edits.get(patch);
    if (edit?.isDropped === true || asides.has(patch)) continue;
    throw new Finding("author_not_told", `${agent} does not know that ${what} of ${patch} was undone`);
  }
}

function checkOne({ log, words }: World, edit: MadeEdit, asides: ReadonlySet<string>): void {
  const { id, peer } = edit;
  const isJudged = log.everJudged.has(`${peer} ${id}`);
  const isKnown = edit.isDropped || asides.has(id);
  if (!isJudged) {
    if (!isKnown) throw new Finding("lost_edit", `${id} of ${peer} is in no log, no result and no aside`);
    return;
  }
  if (words.wasRejected(id) && !edit.isDropped && !asides.has(id))
    throw new Finding("author_not_told", `${id} of ${peer} was refused`);
}
