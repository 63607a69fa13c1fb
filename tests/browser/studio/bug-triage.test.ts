import { expect } from "bun:test";
import type { Graph } from "#schemas/graph/graph.ts";
import { describeWithBrowser } from "#tests/support/browser.ts";
import { buttonOf, fieldOf, untilSaved, untilTold } from "./acts.ts";
import { itemOf, PAPER, saidBy, templateGraph, toBeShown, writeDown, type Item } from "./bug-triage.ts";
import { countActions, type Hands } from "./counted.ts";
import type { Window } from "./harness.ts";
import { studioTests } from "./in-studio.ts";

/** So many actions for all of it, by both. */
const MOST_ACTIONS = 60;

/** A large screen: what is selected and what is beside it is seen at once. */
const SPACIOUS = { viewport: { width: 1600, height: 1200 }, reducedMotion: "reduce" } as const;

/** What is not written as text, but put together on the canvas. */
const BY_HAND = ["Check for secrets", "Close as not planned"];
const DECIDED_BY_HAND = "Verify the fix";
const LATER = [...BY_HAND, `? ${DECIDED_BY_HAND}`];
/** Where the second half begins. */
const SECOND = "Reproduce it";

describeWithBrowser("the bug triage by what the page shows and says, in a real Chromium", () => {
  const { studio, stranger, inStudio } = studioTests();

  inStudio(
    "[U63] [U72] two people build the whole bug triage at the same time, in at most 60 actions",
    async () => {
      const [one, two] = [await stranger(SPACIOUS), await stranger(SPACIOUS)];
      const { done, handsOn } = countActions();
      const [ada, ben] = [handsOn(one.page), handsOn(two.page)];

      await one.visit("/");
      await ada.fill("Your name", "Ada");
      await ada.click("button", "Start");
      await ada.click("button", "Blank");
      await ada.click("button", "Share");
      await ada.choose("Who can join by a link", "Anyone");
      await one.page.getByText("guests without an account too").waitFor();
      await ada.click("button", "Make link");
      const link = await fieldOf(one, "Invite link").inputValue();
      await ada.press("Escape");
      await ben.open(link);
      await ben.fill("Your name", "Ben");
      await ben.click("button", "Join as a guest");

      const items = PAPER.decision_tree.filter(({ step }) => !BY_HAND.includes(step));
      const half = items.findIndex(({ step }) => step === SECOND);

      const first = async () => {
        await ada.click("button", "Write as text");
        await ada.fill("Procedure", writeDown(items.slice(0, half), LATER));
        // Hers speaks of steps that he is writing; as soon as they are there, nothing is wrong with it any more.
        await one.page.getByRole("list", { name: "Problems in the text" }).waitFor({ state: "detached" });
        await one.page.getByText("7 steps, 4 conditions, 15 connections").waitFor();
        await ada.click("button", "Add to canvas");
        await untilTold(one, "Added 7 steps");
      };
      const second = async () => {
        await ben.click("button", "Write as text");
        await ben.fill("Procedure", writeDown(items.slice(half), LATER));
        await one.page.getByText("There is no step called “Assign severity”").first().waitFor();
        await ben.click("button", "Add to canvas");
        await untilTold(two, "Added 11 steps");
      };
      await Promise.all([first(), second()]);

      const aboutIt = async () => {
        await ada.press("Escape");
        await ada.fill("Name of the SOP", PAPER.name);
        await ada.fill("Domain", PAPER.domain);
        await ada.fill("Description", PAPER.description);
        await ada.fill("Add a tag", PAPER.tags.join(", "));
        await ada.press("Enter");
        await ada.click("button", "Show everything");
        await ada.select("Step: Receive the report");
        await addStep(ada, itemOf("Check for secrets"));
        await ada.choose("Connect to", "Decide whether it is security (step)");
        await ada.connect("Step: Receive the report", "Step: Check for secrets");
      };
      const decideIt = async () => {
        await ben.click("button", "Show everything");
        await ben.select("Step: Verify the fix");
        await addDecision(ben, itemOf(DECIDED_BY_HAND));
        await ben.choose("Branch 2 leads to", "Tell the reporter");
        await ben.connect("Step: Verify the fix", "Condition: Verify the fix");
        await addStep(ben, itemOf("Close as not planned"));
        await ben.choose("Connect to", "Tell the reporter");
        await ben.click("button", "Show everything");
        await ben.select("Condition: Set the priority");
        await ben.click("button", "Connect branch 3 to “Close as not planned”");
      };
      await Promise.all([aboutIt(), decideIt()]);
      await ada.click("button", "Tidy up the layout");
      await ben.click("button", "Show everything");

      console.log(
        done.length,
        done.map((one) => one.slice(0, 60)),
      );
      expect(done.length).toBeLessThanOrEqual(MOST_ACTIONS);
      const wanted = templateGraph();
      for (const window of [one, two]) {
        await window.page.getByText("28 nodes · 41 connections").waitFor();
        await buttonOf(window, "No problems").waitFor();
        await untilSaved(window);
        expect(await shownOn(window)).toEqual(toBeShown(wanted));
      }
      expect(saidBy(await graphOf(one))).toEqual(saidBy(wanted));
    },
  );

  /** The SOP that a window shows, as the registry has it. */
  async function graphOf({ page }: Window): Promise<Graph> {
    const { pathname } = new URL(page.url());
    const key = await page.evaluate(() => localStorage.getItem("sop-studio.identity") ?? "");
    const { registry } = studio();
    const answer = await fetch(`${registry.url}/v1${pathname}`, {
      headers: { authorization: `Bearer ${(JSON.parse(key) as { key: string }).key}` },
    });
    return ((await answer.json()) as { graph: Graph }).graph;
  }
});

async function addStep(
  hands: Hands,
  { step, instruction, criteria = {}, tool_suggestions: tools = [] }: Item,
) {
  await hands.click("button", "Add step");
  await hands.fill("Step name", step);
  await hands.fill("Instruction", instruction);
  for (const [i, [name, text]] of Object.entries(criteria).entries()) {
    await hands.click("button", "Add criterion");
    await hands.fill(`Criterion ${i + 1}`, name);
    await hands.fill(`Meaning of criterion ${i + 1}`, text);
  }
  for (const [i, { name, when }] of tools.entries()) {
    await hands.click("button", "Add suggestion");
    await hands.fill(`Tool ${i + 1}`, name);
    await hands.fill(`When to use tool ${i + 1}`, when);
  }
}

/** A condition has two branches from the start; where an action names a step, connecting to it is offered. */
async function addDecision(hands: Hands, { step, conditions = {} }: Item): Promise<void> {
  await hands.click("button", "Add condition");
  await hands.fill("Field", step);
  for (const [i, [name, { action, sla_min: minutes, next }]] of Object.entries(conditions).entries()) {
    await hands.fill(`Branch ${i + 1}`, name);
    await hands.fill(`Action of branch ${i + 1}`, action);
    if (minutes !== undefined) await hands.fill(`SLA minutes of branch ${i + 1}`, String(minutes));
    if (next === undefined) await hands.click("button", `Connect branch ${i + 1} to “${action}”`);
  }
}

/** What a screen reader finds on the canvas. */
function shownOn({ page }: Window): Promise<string[]> {
  const things = page.getByRole("application").getByRole("group");
  return things.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? "").toSorted());
}
