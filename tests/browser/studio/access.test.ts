import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { describeWithBrowser } from "#tests/support/browser.ts";
import { TEMPLATES } from "#tests/support/templates.ts";
import { buttonOf, editSop, fieldOf, nodeOf, panelsOf, selectNode, untilSaved, untilStill } from "./acts.ts";
import { seriousFindings } from "./axe.ts";
import type { User, Window } from "./harness.ts";
import { studioTests } from "./in-studio.ts";

const CALM = { reducedMotion: "reduce" } as const;
const PHONE = { ...CALM, viewport: { width: 390, height: 844 }, hasTouch: true } as const;

describeWithBrowser("for everybody, in a real Chromium", () => {
  const { user, stranger, inStudio } = studioTests();

  inStudio("[U65] [U93] axe finds nothing serious on the pages before a SOP, light and dark", async () => {
    const somebody = await stranger(CALM);
    await somebody.visit("/");
    await check(somebody, "welcome");
    await buttonOf(somebody, "I have an API key").click();
    await check(somebody, "welcome with a key");
    const ada = await user("Ada", CALM);
    const invite = await inviteOf(ada);
    await somebody.visit(invite);
    await buttonOf(somebody, "Join as a guest").waitFor();
    await check(somebody, "invite");
    await ada.visit("/");
    await ada.page.getByRole("link", { name: "Bug triage" }).waitFor();
    await check(ada, "dashboard");
    await buttonOf(ada, "New SOP").click();
    await ada.page.getByRole("dialog").waitFor();
    expect(await ada.page.evaluate(() => document.activeElement?.textContent)).toBe("Blank");
    await check(ada, "new SOP");
  });

  inStudio("[U65] axe finds nothing serious on the canvas in any of its states, light and dark", async () => {
    const [ada, ben] = await Promise.all([user("Ada", CALM), user("Ben", CALM)]);
    const sop = await bugTriageOf(ada, ben);
    await editSop(ben, sop, [{ op: "replace", path: "/nodes/s0/data/instruction", value: "" }]);
    await Promise.all([ada.openSop(sop), ben.openSop(sop)]);
    await check(ada, "canvas");
    await selectNode(ada, "Step: Receive the report");
    await check(ada, "a step");
    await selectNode(ben, "Step: Check for secrets");
    await nodeOf(ada, "Step: Check for secrets").getByText("Ben").waitFor();
    await selectNode(ada, "Step: Check for secrets");
    await ada.page.getByText("You can read it").waitFor();
    await check(ada, "a node that is held");
    await ada.page.keyboard.press("Escape");
    for (const tab of ["Problems", "History", "Conflicts"]) {
      await panelsOf(ada).getByRole("tab", { name: tab }).click();
      await check(ada, tab);
    }
    await panelsOf(ada).getByRole("tab", { name: "History" }).click();
    await buttonOf(ada, "See version 1").first().click();
    await ada.page.getByRole("region", { name: "Old version" }).waitFor();
    await check(ada, "an old version");
    await buttonOf(ada, "Back to now").click();
    await buttonOf(ada, "Share").click();
    await ada.page.getByText("What each role can do").waitFor();
    await check(ada, "share");
    await ada.page.keyboard.press("Escape");
    await buttonOf(ada, "Keyboard shortcuts").click();
    await ada.page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await check(ada, "shortcuts");
    await ada.page.keyboard.press("Escape");
    await buttonOf(ada, "Write as text").click();
    await fieldOf(ada, "Procedure").fill("# Name\n1. Look\n   -> Nowhere");
    await ada.page.getByRole("list", { name: "Problems in the text" }).waitFor();
    await check(ada, "writing as text");
    await ada.page.keyboard.press("Escape");
    await buttonOf(ada, "More").click();
    await ada.page.getByRole("menu").waitFor();
    await check(ada, "menu");
    await ada.page.keyboard.press("Escape");
    await ada.call("PUT", `/v1/sop/${sop}/members/${ben.agent}`, { role: "viewer" });
    await ben.page.getByText("View only").waitFor();
    await check(ben, "viewer");
    await ada.context.setOffline(true);
    await ada.page
      .getByText(/^Offline|^Reconnecting/)
      .first()
      .waitFor();
    await check(ada, "offline");
  });

  inStudio(
    "[U66] on a phone a SOP is read, followed and edited in small ways, and nothing sticks out",
    async () => {
      const [ada, ben] = await Promise.all([user("Ada", PHONE), user("Ben")]);
      const sop = await bugTriageOf(ada, ben);
      await ada.visit("/");
      await ada.page.getByRole("link", { name: "Bug triage" }).click();
      await nodeOf(ada, "Step: Receive the report").waitFor();
      await expectToFit(ada.page);
      await nodeOf(ada, "Step: Receive the report").tap({ position: { x: 70, y: 22 } });
      await buttonOf(ada, "Properties").click();
      await fieldOf(ada, "Instruction").fill("From the phone.");
      await expectToFit(ada.page);
      await check(ada, "properties on a phone");
      await buttonOf(ada, "Close the panel").click();
      await untilSaved(ada);
      await ben.openSop(sop);
      await nodeOf(ben, "Step: Receive the report").getByText("From the phone.").waitFor();
      await buttonOf(ada, "Add").click();
      await ada.page.getByRole("menuitem", { name: "Tool" }).click();
      await nodeOf(ben, "Tool: New tool").waitFor({ state: "attached" });
      await ada.page.getByRole("button", { name: /^Follow Ben/ }).click();
      await buttonOf(ada, "Stop following").waitFor();
      await expectToFit(ada.page);
      await check(ada, "canvas on a phone");
    },
  );
});

async function expectToFit(page: Page): Promise<void> {
  const { wide, seen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    seen: innerWidth,
  }));
  expect(wide).toBe(seen);
}

async function check({ page }: Pick<Window, "page">, state: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ ...CALM, colorScheme });
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
    await untilStill(page);
    // Between the themes nothing differs but colours.
    const what = colorScheme === "light" ? "all" : "colours";
    expect({ state, colorScheme, found: await seriousFindings(page, what) }).toEqual({
      state,
      colorScheme,
      found: [],
    });
  }
}

async function bugTriageOf(owner: User, ...others: readonly User[]): Promise<string> {
  const made = await owner.call("POST", "/v1/sop", TEMPLATES["bug-triage"]);
  const { id } = (await made.json()) as { id: string };
  for (const { agent } of others) {
    await owner.call("PUT", `/v1/sop/${id}/members/${agent}`, { role: "editor" });
  }
  return id;
}

async function inviteOf(owner: User): Promise<string> {
  const sop = await bugTriageOf(owner);
  await owner.call("PUT", `/v1/sop/${sop}`, { visibility: "network" });
  const made = await owner.call("POST", `/v1/sop/${sop}/invites`, { role: "viewer" });
  const { pathname, hash } = new URL(((await made.json()) as { url: string }).url);
  return pathname + hash;
}
