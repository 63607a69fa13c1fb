import { buttonOf, editSop, panelsOf, selectNode, fieldOf, untilSaved } from "#tests/browser/studio/acts.ts";
import type { Stage } from "./stage.ts";

/** Who did what, old versions, and what undoing somebody's work would do. */
export async function showHistory(stage: Stage): Promise<void> {
  const [ada, grace] = [await stage.user("Ada Lovelace"), await stage.user("Grace Hopper")];
  const { page } = ada;
  const sop = await stage.bugTriageOf(ada, [grace]);
  await ada.call("POST", `/v1/sop/${sop}/versions`, { label: "As agreed in May" });
  const { graph } = (await (await ada.call("GET", `/v1/sop/${sop}`)).json()) as {
    graph: { nodes: Record<string, object> };
  };
  const [, second, third] = Object.keys(graph.nodes);
  const added = {
    id: "thanks",
    type: "step",
    position: { x: 700, y: 40 },
    data: { step: "Thank the reporter", instruction: "" },
  };
  await editSop(grace, sop, [
    { op: "remove", path: `/nodes/${second}` },
    { op: "add", path: "/nodes/thanks", value: added },
  ]);
  await editSop(grace, sop, [{ op: "replace", path: `/nodes/${third}/position/x`, value: -400 }]);
  await ada.openSop(sop);
  await selectNode(ada, "Step: Receive the report");
  await fieldOf(ada, "Step name").fill("Take the report");
  await page.keyboard.press("Escape");
  await untilSaved(ada);
  await panelsOf(ada).getByRole("tab", { name: "History" }).click();
  await panelsOf(ada).getByText("Grace Hopper").first().waitFor();
  await stage.picture("history", page);
  await panelsOf(ada).getByRole("button", { name: "See version 0" }).first().click();
  await page.getByRole("region", { name: "Old version" }).waitFor();
  await stage.picture("history-version", page);
  await buttonOf(ada, "Restore this version").click();
  await stage.picture("history-restore", page);
  await page.keyboard.press("Escape");
  await buttonOf(ada, "Back to now").click();
  await buttonOf(ada, "Named versions").click();
  await stage.picture("history-named", page);
  await buttonOf(ada, "All activity").click();
  await buttonOf(ada, "More for version 2").click();
  await stage.picture("history-menu", page);
  await page.getByRole("menuitem", { name: /^Undo what/ }).click();
  await page.getByRole("dialog").getByRole("listitem").first().waitFor();
  await stage.picture("history-revert", page);
}
