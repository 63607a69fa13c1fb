import { buttonOf, fieldOf } from "#tests/browser/studio/acts.ts";
import { NARROW, type Stage } from "./stage.ts";

/** Lists that are empty, late or not to be had. */
export async function showEmptiness(stage: Stage): Promise<void> {
  const ada = await stage.user("Ada Lovelace");
  await ada.createSop({ name: "Returns of opened goods", domain: "support" });
  await ada.visit("/");
  await fieldOf(ada, "Search SOPs").fill("nothing like it");
  await buttonOf(ada, "Clear filters").waitFor();
  await stage.picture("dashboard-nothing-matches", ada.page);
  await buttonOf(ada, "Clear filters").click();
  await ada.page.getByRole("radio", { name: "Shared with me" }).check();
  await ada.page.getByText("Nothing is shared with you yet").waitFor();
  await stage.picture("dashboard-nothing-shared", ada.page);
  await ada.context.route(/\/v1\/sop\?/, (route) => route.abort("internetdisconnected"));
  await ada.visit("/");
  await ada.page.getByRole("main").waitFor();
  await stage.picture("dashboard-not-to-be-had", ada.page);
  const grace = await stage.user("Grace Hopper");
  await grace.context.route(/\/v1\/sop\?/, () => undefined);
  await grace.visit("/");
  await stage.picture("dashboard-loading", grace.page);
  const narrow = await stage.user("Alan Turing", NARROW);
  await narrow.visit("/");
  await buttonOf(narrow, "Blank").waitFor();
  await stage.picture("narrow-dashboard-empty", narrow.page);
  await narrow.openSop(await narrow.createSop({ name: "Returns", domain: "support" }));
  await stage.picture("narrow-canvas-empty", narrow.page);
}

/** Pages that say why something cannot be had. */
export async function showErrors(stage: Stage): Promise<void> {
  const [ada, grace] = [await stage.user("Ada Lovelace"), await stage.user("Grace Hopper")];
  const sop = await stage.bugTriageOf(ada, [grace]);
  await grace.openSop(sop);
  await ada.call("DELETE", `/v1/sop/${sop}/members/${grace.agent}`);
  await grace.page.getByRole("heading", { name: "no access" }).waitFor();
  await stage.picture("removed-from-sop", grace.page);
  const alan = await stage.studio.user("Alan Turing");
  const forAlan = await linkOf({ role: "editor", agents: [alan.agent] });
  await grace.visit(forAlan);
  await grace.page.getByRole("heading").first().waitFor();
  await stage.picture("invite-for-another", grace.page);
  const stranger = await stage.stranger(NARROW);
  await stranger.visit(forAlan);
  await stranger.page.getByRole("heading").first().waitFor();
  await stage.picture("narrow-invite-needs-account", stranger.page);
  const lost = await stage.stranger();
  await lost.context.addInitScript(
    (identity) => {
      localStorage.setItem("sop-studio.identity", identity);
    },
    JSON.stringify({ agent: "nobody", name: "Nobody", key: "kp_none" }),
  );
  await lost.visit("/");
  await lost.page.getByRole("heading", { name: "not known" }).waitFor();
  await stage.picture("unknown-key", lost.page);

  async function linkOf(body: object): Promise<string> {
    const made = await ada.call("POST", `/v1/sop/${sop}/invites`, body);
    const { url } = (await made.json()) as { url: string };
    return new URL(url).pathname + new URL(url).hash;
  }
}
