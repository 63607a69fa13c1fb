import { buttonOf, fieldOf } from "#tests/browser/studio/acts.ts";
import { NARROW, type Stage } from "./stage.ts";

/** In and out: before a SOP is open. */
export async function showPages(stage: Stage): Promise<void> {
  const somebody = await stage.stranger();
  await somebody.visit("/");
  await fieldOf(somebody, "Your name").fill("Ada Lovelace");
  await stage.picture("welcome", somebody.page);
  await buttonOf(somebody, "I have an API key").click();
  await stage.picture("welcome-key", somebody.page);
  await somebody.visit("/no/such/page");
  await stage.picture("nothing-here", somebody.page);
  const narrow = await stage.stranger(NARROW);
  await narrow.visit("/");
  await stage.picture("narrow-welcome", narrow.page);
}

/** The SOPs of somebody who has none, and of somebody who has some. */
export async function showDashboard(stage: Stage): Promise<void> {
  const ada = await stage.user("Ada Lovelace");
  await ada.visit("/");
  await buttonOf(ada, "Blank").waitFor();
  await stage.picture("dashboard-empty", ada.page);
  const grace = await stage.user("Grace Hopper");
  const alan = await stage.user("Alan Turing", NARROW);
  const shared = await stage.bugTriageOf(grace, [ada, alan]);
  await grace.call("POST", `/v1/sop/${shared}/approve`, { version: 0 });
  await stage.bugTriageOf(ada);
  await ada.createSop({ name: "Returns of opened goods", domain: "support" });
  await ada.createSop({
    name: "On-call handover, for every team and every time zone that we have",
    domain: "operations",
  });
  await grace.openSop(shared);
  await alan.openSop(shared);
  await ada.visit("/");
  await ada.page.getByRole("link", { name: "Bug triage" }).nth(1).waitFor();
  await ada.page.locator("svg rect").first().waitFor();
  await stage.picture("dashboard", ada.page);
  await buttonOf(ada, "New SOP").click();
  await stage.picture("dashboard-new", ada.page);
  await ada.page.keyboard.press("Escape");
  await ada.page.getByRole("button", { name: "Account of Ada Lovelace" }).click();
  await stage.picture("dashboard-account", ada.page);
  await ada.page.getByRole("menuitem", { name: "My id and key" }).click();
  await stage.picture("dashboard-key", ada.page);
  await ada.page.keyboard.press("Escape");
  await ada.page.getByLabel("ExpertSOP files to import").setInputFiles({
    name: "shopping.json",
    mimeType: "application/json",
    buffer: Buffer.from('{ "bread": 2 }'),
  });
  await ada.page.getByText("shopping.json").waitFor();
  await buttonOf(ada, "More for Returns of opened goods").click();
  await ada.page.getByRole("menuitem", { name: "Delete" }).click();
  await buttonOf(ada, "Undo").waitFor();
  await stage.picture("dashboard-deleted-and-fault", ada.page);
  await alan.visit("/");
  await alan.page.getByRole("link", { name: "Bug triage" }).waitFor();
  await stage.picture("narrow-dashboard", alan.page);
}

/** An invite link, as it looks to somebody with an account, to a guest, and when it has ended. */
export async function showInvite(stage: Stage): Promise<void> {
  const ada = await stage.user("Ada Lovelace");
  const sop = await stage.bugTriageOf(ada);
  await ada.call("PUT", `/v1/sop/${sop}`, { visibility: "network" });
  const made = await ada.call("POST", `/v1/sop/${sop}/invites`, { role: "editor" });
  const { url } = (await made.json()) as { url: string };
  const path = new URL(url).pathname + new URL(url).hash;
  const grace = await stage.user("Grace Hopper");
  await grace.visit(path);
  await buttonOf(grace, "Join as Grace Hopper").waitFor();
  await stage.picture("invite", grace.page);
  const guest = await stage.stranger(NARROW);
  await guest.visit(path);
  await buttonOf(guest, "Join as a guest").waitFor();
  await stage.picture("narrow-invite-guest", guest.page);
  const late = await stage.stranger();
  await late.visit("/invite#none");
  await late.page.getByRole("heading", { name: "There is no such invite" }).waitFor();
  await stage.picture("invite-unknown", late.page);
}
