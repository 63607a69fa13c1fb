import type { User } from "#tests/browser/studio/harness.ts";
import { buttonOf, editSop, fieldOf, nodeOf, panelsOf } from "#tests/browser/studio/acts.ts";
import { NARROW, type Stage } from "./stage.ts";

/** Every window that asks something, on a wide page and on a phone. */
export async function showDialogs(stage: Stage): Promise<void> {
  const grace = await stage.user("Grace Hopper");
  await showAll(stage, await stage.user("Ada Lovelace"), grace, "");
  await showAll(stage, await stage.user("Alan Turing", NARROW), grace, "narrow-");
}

async function showAll(stage: Stage, ada: User, grace: User, prefix: string): Promise<void> {
  const { page } = ada;
  const picture = async (name: string) => {
    await page.getByRole("dialog").waitFor();
    await stage.picture(`${prefix}dialog-${name}`, page);
  };
  const sop = await stage.bugTriageOf(ada, [grace]);
  await ada.call("POST", `/v1/sop/${sop}/versions`, { label: "Before the audit" });
  await editSop(grace, sop, [
    { op: "replace", path: "/nodes/s0/data/step", value: "Take the report" },
    { op: "replace", path: "/nodes/s1/position/x", value: -400 },
  ]);
  await ada.visit("/");
  await buttonOf(ada, "New SOP").click();
  await picture("new");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: `Account of ${ada.name}` }).click();
  await page.getByRole("menuitem", { name: "My id and key" }).click();
  await picture("key");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: `Account of ${ada.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await picture("sign-out");
  await page.keyboard.press("Escape");

  await ada.openSop(sop);
  await page.keyboard.press("?");
  await picture("shortcuts");
  await page.keyboard.press("Escape");
  await page.keyboard.press("t");
  await picture("text-empty");
  await fieldOf(ada, "Procedure").fill(
    "1. Look: at it\n   - seen: all of it\n   ? Is it known\n     - yes (60 min) -> Tell the reporter\n     - no -> Nowhere\n2. Think",
  );
  await page.getByRole("list", { name: "Problems in the text" }).waitFor();
  await picture("text");
  await page.keyboard.press("Escape");
  if (prefix === "") {
    await panelsOf(ada).getByRole("tab", { name: "History" }).click();
  } else {
    await buttonOf(ada, "More").click();
    await page.getByRole("menuitem", { name: "Export" }).click();
    await picture("export");
    await page.keyboard.press("Escape");
    await buttonOf(ada, "More").click();
    await page.getByRole("menuitem", { name: "History" }).click();
  }
  await panelsOf(ada).getByText("Named versions").waitFor();
  await buttonOf(ada, "Approve").click();
  await picture("approve");
  await page.keyboard.press("Escape");
  await buttonOf(ada, "Name this version").click();
  await fieldOf(ada, "Name of the version").fill("As agreed in May");
  await picture("name");
  await page.keyboard.press("Escape");
  await buttonOf(ada, "Undo somebody’s changes").click();
  await page.getByRole("dialog").getByLabel("Whose changes").selectOption(grace.agent);
  await page.getByRole("dialog").getByLabel("Since when").selectOption({ index: 1 });
  await page.getByRole("dialog").getByRole("listitem").first().waitFor();
  await picture("revert");
  await page.keyboard.press("Escape");
  await panelsOf(ada).getByRole("button", { name: "See version 0" }).first().click();
  await page.getByRole("region", { name: "Old version" }).waitFor();
  await stage.picture(`${prefix}old-version`, page);
  await buttonOf(ada, "Restore this version").click();
  await picture("restore");
  await page.keyboard.press("Escape");
  await buttonOf(ada, "Back to now").click();
}

/** What has the focus, what is pointed at, and what opens on the canvas. */
export async function showFocus(stage: Stage): Promise<void> {
  const ada = await stage.user("Ada Lovelace");
  const { page } = ada;
  const sop = await stage.bugTriageOf(ada);
  const alone = {
    id: "alone",
    type: "step",
    position: { x: 420, y: 160 },
    data: { step: "Thank", instruction: "" },
  };
  await editSop(ada, sop, [{ op: "add", path: "/nodes/alone", value: alone }]);
  await ada.openSop(sop);
  await buttonOf(ada, "Back to my SOPs").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await stage.picture("focus-status", page);
  await buttonOf(ada, "Share").focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await stage.picture("focus-share", page);
  await buttonOf(ada, "Add step").focus();
  await page.keyboard.press("Tab");
  await stage.picture("focus-palette", page);
  await nodeOf(ada, "Step: Thank").focus();
  await page.keyboard.press("Tab");
  await stage.picture("focus-node", page);
  await page
    .getByRole("button", { name: /Problems/ })
    .last()
    .click();
  await stage.picture("problems-bar", page);
  await page.keyboard.press("Escape");
  await buttonOf(ada, "Show everything").click();
  await stage.picture("canvas-all", page);
  await page.mouse.move(456, 300);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -120);
  await page.keyboard.up("Control");
  await stage.picture("canvas-half", page);
  await nodeOf(ada, "Step: Receive the report").focus();
  await page.keyboard.press("Control+a");
  await buttonOf(ada, "Align").click();
  await stage.picture("align-menu", page);
  await page.keyboard.press("Escape");
}
