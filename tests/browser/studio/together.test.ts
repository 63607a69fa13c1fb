import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { step } from "#tests/support/account.ts";
import { BROWSER_TIMEOUT_MS, describeWithBrowser } from "#tests/support/browser.ts";
import { untilTold } from "./acts.ts";
import { startStudio, type Studio, type User } from "./harness.ts";

const GRAPH = { name: "Refund", domain: "support", nodes: { a: step("a", 0), b: step("b", 400) }, edges: {} };

describeWithBrowser("people at the same SOP", () => {
  let studio: Studio;
  const ends: User["context"][] = [];

  beforeAll(async () => {
    studio = await startStudio();
  }, BROWSER_TIMEOUT_MS);

  afterEach(async () => {
    await Promise.all(ends.splice(0).map((context) => context.close()));
  });

  afterAll(() => studio[Symbol.asyncDispose]());

  inStudio("[U42] [U43] [U44] who comes is told and shown, with a cursor and what is selected", async () => {
    const { ana, ben } = await both();
    await untilTold(ana, "Ben is here");
    await ana.page.getByRole("button", { name: `Follow Ben (${ben.agent}), active` }).waitFor();
    await ben.page.getByRole("group", { name: "Step: A" }).click();
    await ana.page.locator(`[data-cursor="${ben.agent}"]`).waitFor();
    await ana.page.getByRole("button", { name: `Follow Ben (${ben.agent}), active` }).hover();
    await ana.page
      .getByRole("tooltip")
      .getByText(/Selected: “/)
      .waitFor();
    await ben.page.mouse.move(5, 5);
    await ana.page.locator(`[data-cursor="${ben.agent}"]`).waitFor({ state: "detached" });
  });

  inStudio(
    "[U41] what somebody else holds cannot be had, and is told; it is free when they let go",
    async () => {
      const { ana, ben } = await both();
      await ben.page.getByRole("group", { name: "Step: A" }).click();
      await ana.page.getByRole("application").getByText("Ben", { exact: true }).first().waitFor();
      await ana.page.getByRole("group", { name: "Step: A" }).click();
      await ana.page.getByText("Ben is working on").first().waitFor();
      await ben.page.keyboard.press("Escape");
      await ana.page
        .getByRole("textbox", { name: "Instruction" })
        .and(ana.page.locator(":not([readonly])"))
        .waitFor();
    },
  );

  inStudio("[U41] who goes back to their other tab writes on in it, in the same node", async () => {
    const { ana, ben, sop } = await both();
    const tabs = [ana.page, await ana.context.newPage()];
    await tabs[1]?.goto(ana.page.url());
    for (const page of tabs) await page.getByRole("group", { name: "Step: A" }).click();
    for (const [i, text] of ["One,", " two,", " three."].entries()) {
      const page = tabs[i % 2] ?? ana.page;
      await page.bringToFront();
      const field = page.getByRole("textbox", { name: "Instruction" });
      await field.press("Control+End");
      await page.keyboard.type(text);
      // As a browser does to the tab that is left; this one takes each for the one in front.
      await field.blur();
      await page.getByRole("button", { name: "Connected. Saved", exact: true }).waitFor();
      await ben.page.getByRole("group", { name: "Step: A" }).getByText(text.trim()).waitFor();
    }
    const answer = await ana.call("GET", `/v1/sop/${sop}`);
    expect(JSON.stringify(await answer.json())).toContain("One, two, three.");
  });

  inStudio("[U48] a followed view moves along, until Escape", async () => {
    const { ana, ben } = await both();
    const stop = ana.page.getByRole("button", { name: "Stop following" });
    await ana.page.getByRole("button", { name: `Follow Ben (${ben.agent}), active` }).click();
    await stop.waitFor();
    const before = await transformOf(ana);
    await ben.page.getByRole("application").hover();
    await ben.page.mouse.wheel(0, 300);
    await ana.page.waitForFunction(
      (old) => document.querySelector<HTMLElement>(".react-flow__viewport")?.style.transform !== old,
      before,
    );
    await ana.page.keyboard.press("Escape");
    await stop.waitFor({ state: "detached" });
  });

  inStudio(
    "[U47] being made a viewer changes the page in place, being removed ends it with a copy",
    async () => {
      const { ana, ben, sop } = await both();
      const member = `/v1/sop/${sop}/members/${ben.agent}`;
      await ben.page.getByRole("group", { name: "Step: A" }).click();
      expect((await ana.call("PUT", member, { role: "viewer" })).status).toBe(200);
      await untilTold(ben, "You can only view this SOP now");
      await ben.page.getByRole("button", { name: "View only" }).waitFor();
      await ben.page
        .getByRole("textbox", { name: "Instruction" })
        .and(ben.page.locator("[readonly]"))
        .waitFor();
      expect((await ana.call("PUT", member, { role: "editor" })).status).toBe(200);
      await untilTold(ben, "You can edit this SOP now");
      await ben.page.getByRole("button", { name: "View only" }).waitFor({ state: "detached" });
      expect((await ana.call("DELETE", member)).status).toBe(204);
      await ben.page.getByRole("heading", { name: "You have no access to this SOP any more" }).waitFor();
      const download = ben.page.waitForEvent("download");
      await ben.page.getByRole("button", { name: "Download the SOP as I see it" }).click();
      expect((await download).suggestedFilename()).toBe("Refund.json");
    },
  );

  inStudio("[U49] ?debug lists what goes over the connection", async () => {
    const { ana, sop } = await both();
    await ana.visit(`/sop/${encodeURIComponent(sop)}?debug`);
    const messages = ana.page.getByRole("region", { name: "Messages" });
    await messages.getByRole("button", { name: /in init/ }).click();
    await messages.getByText('"protocol": 1').waitFor();
    await messages.getByRole("searchbox", { name: "Filter messages" }).fill("nothing of the kind");
    await messages.getByText("No messages.").waitFor();
  });

  /** A test after which no page has complained. */
  function inStudio(name: string, work: () => Promise<void>): void {
    const run = async () => {
      await work();
      studio.expectCalm();
    };
    test(name, run, BROWSER_TIMEOUT_MS);
  }

  /** Ana, who made the SOP, and then Ben, both looking at it. */
  async function both(): Promise<{ ana: User; ben: User; sop: string }> {
    const [ana, ben] = [await studio.user("Ana"), await studio.user("Ben")];
    ends.push(ana.context, ben.context);
    const sop = await studio.sopOf(ana, [ben], GRAPH);
    await ana.openSop(sop);
    await ana.page.getByText("Saved", { exact: true }).waitFor();
    await ben.openSop(sop);
    await ben.page.getByText("Saved", { exact: true }).waitFor();
    return { ana, ben, sop };
  }
});

function transformOf({ page }: User): Promise<string> {
  return page
    .locator(".react-flow__viewport")
    .evaluate((element) => (element as HTMLElement).style.transform);
}
