import {
  buttonOf,
  editSop,
  fieldOf,
  nodeOf,
  panelsOf,
  selectNode,
  untilSaved,
} from "#tests/browser/studio/acts.ts";
import { NARROW, type Stage } from "./stage.ts";

/** Edits made without a network on what others removed meanwhile: several groups, each with its reasons. */
export async function showConflicts(stage: Stage): Promise<void> {
  const [ada, grace] = [await stage.user("Ada Lovelace"), await stage.user("Grace Hopper")];
  const sop = await stage.bugTriageOf(ada, [grace]);
  await grace.openSop(sop);
  await untilSaved(grace);
  await grace.context.setOffline(true);
  await grace.page
    .getByText(/Offline|Reconnecting/)
    .first()
    .waitFor();
  for (const step of ["Receive the report", "Check for secrets", "Decide whether it is security"]) {
    await selectNode(grace, `Step: ${step}`);
    await fieldOf(grace, "Instruction").fill(`${step}, as we said on Monday: in writing, and before noon.`);
    await fieldOf(grace, "Step name").fill(`${step} again`);
    await grace.page.keyboard.press("Escape");
    await nodeOf(grace, `Step: ${step} again`).waitFor();
  }
  for (const node of ["s0", "s1", "s2"]) await ada.call("DELETE", `/v1/sop/${sop}/locks/${node}`);
  await editSop(ada, sop, [
    { op: "remove", path: "/nodes/s0" },
    { op: "remove", path: "/nodes/s1" },
    { op: "remove", path: "/nodes/s2" },
  ]);
  await grace.context.setOffline(false);
  await grace.page.getByRole("button", { name: /conflicts/ }).waitFor();
  await stage.picture("conflict-toasts", grace.page);
  await grace.page.getByRole("button", { name: /conflicts/ }).click();
  await panelsOf(grace).getByRole("article").first().waitFor();
  await stage.picture("conflict-groups", grace.page);
  await buttonOf(grace, "Discard all").scrollIntoViewIfNeeded();
  await buttonOf(grace, "Discard all").click();
  await stage.picture("dialog-discard-all", grace.page);
  await grace.page.keyboard.press("Escape");
  await grace.page.setViewportSize(NARROW.viewport);
  await grace.page.getByRole("button", { name: /conflict/ }).click();
  await panelsOf(grace).getByRole("article").first().waitFor();
  await stage.picture("narrow-conflicts", grace.page);
}

/** A row that somebody removed while it was being written in. */
export async function showLostRow(stage: Stage): Promise<void> {
  const [ada, grace] = [await stage.user("Ada Lovelace"), await stage.user("Grace Hopper")];
  const sop = await stage.bugTriageOf(ada, [grace]);
  await Promise.all([ada.openSop(sop), grace.openSop(sop)]);
  await selectNode(grace, "Step: Check for secrets");
  await fieldOf(grace, "Meaning of criterion 1").fill("nothing in it lets anybody in");
  await untilSaved(grace);
  await ada.call("DELETE", `/v1/sop/${sop}/locks/s1`);
  await editSop(ada, sop, [{ op: "remove", path: "/nodes/s1/data/criteria/clean" }]);
  await panelsOf(grace).getByRole("alert").waitFor();
  await stage.picture("row-removed-while-writing", grace.page);
  await grace.page.setViewportSize(NARROW.viewport);
  await grace.page.getByRole("button", { name: "Properties", exact: true }).click();
  await panelsOf(grace).getByRole("alert").scrollIntoViewIfNeeded();
  await stage.picture("narrow-row-removed", grace.page);
}
