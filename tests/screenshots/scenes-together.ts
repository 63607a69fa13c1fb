import {
  buttonOf,
  editSop,
  fieldOf,
  nodeOf,
  panelsOf,
  selectNode,
  toastOf,
  untilSaved,
} from "#tests/browser/studio/acts.ts";
import { NARROW, type Stage } from "./stage.ts";

/** Three people and a program in one SOP. */
export async function showTogether(stage: Stage): Promise<void> {
  const [ada, grace, alan] = [
    await stage.user("Ada Lovelace"),
    await stage.user("Grace Hopper"),
    await stage.user("Alan Turing"),
  ];
  const sop = await stage.bugTriageOf(ada, [grace, alan]);
  await Promise.all([ada, grace, alan].map((user) => user.openSop(sop)));
  const helper = await stage.studio.user("Triage bot");
  await ada.call("PUT", `/v1/sop/${sop}/members/${helper.agent}`, { role: "editor" });
  const socket = helper.open(sop, { client: "triage-bot-1" });
  await socket.next();
  socket.send({ type: "presence", cursor: { x: 420, y: 380 } });
  await toastOf(ada, "Triage bot").waitFor();
  await stage.picture("somebody-came", ada.page);
  await selectNode(grace, "Step: Check for secrets");
  await grace.page.mouse.move(700, 420);
  await selectNode(alan, "Step: Receive the report");
  await fieldOf(alan, "Instruction").press("Control+End");
  await fieldOf(alan, "Instruction").pressSequentially(" Soon.");
  await ada.page.mouse.move(300, 500);
  await nodeOf(ada, "Step: Receive the report").getByText("is typing").waitFor();
  await nodeOf(ada, "Step: Check for secrets").getByText("Grace Hopper").waitFor();
  await stage.picture("three-users", ada.page);
  await selectNode(ada, "Step: Check for secrets");
  await toastOf(ada, "Grace Hopper is working").waitFor();
  await stage.picture("locked", ada.page);
  await buttonOf(ada, "Everybody here")
    .or(ada.page.getByRole("button", { name: /^Follow Grace/ }))
    .first()
    .hover();
  await ada.page.getByRole("tooltip").waitFor();
  await stage.picture("person-tip", ada.page);
  await ada.page.getByRole("button", { name: /^Follow Grace/ }).click();
  await stage.picture("following", ada.page);
  socket.close();
}

/** Without a network, back again, refused, taken off, deleted. */
export async function showTrouble(stage: Stage): Promise<void> {
  const [ada, grace] = [await stage.user("Ada Lovelace"), await stage.user("Grace Hopper")];
  const sop = await stage.bugTriageOf(ada, [grace]);
  await ada.openSop(sop);
  await grace.openSop(sop);
  await selectNode(grace, "Step: Receive the report");
  await untilSaved(grace);
  await grace.context.setOffline(true);
  await grace.page
    .getByText(/Offline|Reconnecting/)
    .first()
    .waitFor();
  await fieldOf(grace, "Instruction").fill("Take the report, and make one issue of it.");
  await grace.page.getByText("1 edit waiting").waitFor();
  await buttonOf(grace, "Undo my last change").hover();
  await stage.picture("offline", grace.page);
  await grace.page.getByRole("button", { name: /Offline|Reconnecting/ }).click();
  await stage.picture("offline-explained", grace.page);
  await grace.page.keyboard.press("Escape");
  // The node is hers for 30 s more; an owner need not wait.
  await ada.call("DELETE", `/v1/sop/${sop}/locks/s0`);
  await editSop(ada, sop, [{ op: "remove", path: "/nodes/s0" }]);
  await grace.context.setOffline(false);
  await grace.page.getByText("This was removed by").waitFor();
  await stage.picture("removed-while-writing", grace.page);
  await panelsOf(grace).getByRole("tab", { name: "Conflicts" }).click();
  await grace.page.getByRole("article").waitFor();
  await stage.picture("conflicts", grace.page);
  await ada.call("PUT", `/v1/sop/${sop}/members/${grace.agent}`, { role: "viewer" });
  await grace.page.getByText("View only").waitFor();
  await stage.picture("demoted", grace.page);
  await ada.call("DELETE", `/v1/sop/${sop}`);
  await grace.page.getByText("This SOP was deleted").waitFor();
  await stage.picture("gone", grace.page);
  await grace.visit(`/sop/${encodeURIComponent("kp:sop:00000000-0000-4000-8000-000000000000")}`);
  await grace.page.getByRole("heading").first().waitFor();
  await stage.picture("refused", grace.page);
}

/** What is behind ?debug. */
export async function showMessages(stage: Stage): Promise<void> {
  const ada = await stage.user("Ada Lovelace");
  await ada.openSop(await stage.bugTriageOf(ada), "?debug");
  await selectNode(ada, "Step: Receive the report");
  await ada.page
    .getByRole("region", { name: "Messages" })
    .getByRole("button", { name: /lock/ })
    .first()
    .click();
  await stage.picture("messages", ada.page);
}

/** On a phone. */
export async function showNarrow(stage: Stage): Promise<void> {
  const [ada, grace] = [await stage.user("Ada Lovelace", NARROW), await stage.user("Grace Hopper")];
  const sop = await stage.bugTriageOf(ada, [grace]);
  await grace.openSop(sop);
  await ada.openSop(sop);
  await selectNode(grace, "Step: Check for secrets");
  await grace.page.mouse.move(650, 400);
  await stage.picture("narrow-canvas", ada.page);
  await selectNode(ada, "Step: Receive the report");
  await stage.picture("narrow-selected", ada.page);
  await buttonOf(ada, "More").click();
  await stage.picture("narrow-more", ada.page);
  await ada.page.getByRole("menuitem", { name: "Properties" }).click();
  await fieldOf(ada, "Instruction").waitFor();
  await stage.picture("narrow-properties", ada.page);
  await panelsOf(ada).getByRole("tab", { name: "History" }).click();
  await panelsOf(ada).getByText("Named versions").waitFor();
  await stage.picture("narrow-history", ada.page);
  await buttonOf(ada, "Close the panel").click();
  await buttonOf(ada, "More").click();
  await ada.page.getByRole("menuitem", { name: "Share" }).click();
  await ada.page.getByRole("dialog").getByText("What each role can do").waitFor();
  await stage.picture("narrow-share", ada.page);
  await ada.page.keyboard.press("Escape");
  await ada.context.setOffline(true);
  await ada.page
    .getByText(/Offline|Reconnecting/)
    .first()
    .waitFor();
  await stage.picture("narrow-offline", ada.page);
}
