import { expect } from "bun:test";
import { describeWithBrowser } from "#tests/support/browser.ts";
import { TEMPLATES } from "#tests/support/templates.ts";
import { edgeOf, nodeOf, untilSaved } from "./acts.ts";
import { countActions, type Hands } from "./counted.ts";
import type { Window } from "./harness.ts";
import { studioTests } from "./in-studio.ts";

interface Item {
  readonly step: string;
  readonly instruction: string;
  readonly conditions?: Readonly<Record<string, { readonly action: string; readonly sla_min?: number }>>;
  readonly tool_suggestions?: readonly { readonly name: string; readonly when: string }[];
}

const { decision_tree: ITEMS } = TEMPLATES["bug-triage"] as { readonly decision_tree: readonly Item[] };

/** So many actions for all of it, by both. */
const MOST_ACTIONS = 60;

/** All nine nodes are seen at once, at a size at which their handles can be hit. */
const SPACIOUS = { viewport: { width: 1600, height: 1200 }, reducedMotion: "reduce" } as const;

describeWithBrowser("the bug triage by what the page shows and says, in a real Chromium", () => {
  const { stranger, inStudio } = studioTests();

  inStudio("[U63] two newcomers build the bug triage's main line, in at most 60 actions", async () => {
    const [one, two] = [await stranger(SPACIOUS), await stranger(SPACIOUS)];
    const { done, handsOn } = countActions();
    const [ada, ben] = [handsOn(one.page), handsOn(two.page)];
    await Promise.all([one.visit("/"), two.visit("/")]);
    await signUp(ada, "Ada");
    await signUp(ben, "Ben");

    await ada.click("button", "Blank");
    await ada.fill("SOP name", "Bug triage");
    await ada.click("button", "Share");
    await ada.fill("Add by id", "ben");
    await ada.click("button", "Add");
    await ada.press("Escape");
    await ben.click("link", "Bug triage");

    await addStep(ada, "Receive the report");
    await addTool(ada, itemOf("Receive the report"));
    await addStep(ada, "Check completeness");
    await addStep(ada, "Ask the reporter");
    await addStep(ada, "Reproduce it");
    await nodeOf(two, "Step: Reproduce it").waitFor();
    await addBranches(ben, "completeness", itemOf("Check completeness"), {
      complete: "Reproduce it",
      "something is missing": "Ask the reporter",
    });
    await ben.press("Escape");
    await addStep(ada, "Assign severity");
    await addStep(ada, "Assign an owner");
    await addStep(ada, "Verify the fix");
    await addStep(ada, "Tell the reporter");
    await ada.click("button", "Tidy up the layout");
    await edgeOf(one, "from completeness to Reproduce it: complete").waitFor({ state: "attached" });
    await untilSaved(one);
    await ada.connect("Step: Receive the report", "Step: Check completeness");
    await ada.connect("Step: Check completeness", "Condition: completeness");
    await ada.connect("Step: Ask the reporter", "Step: Reproduce it");
    await ben.click("button", "Show everything");
    await ben.connect("Step: Reproduce it", "Step: Assign severity");
    await ben.connect("Step: Assign severity", "Step: Assign an owner");
    await ben.connect("Step: Assign an owner", "Step: Verify the fix");
    await ben.connect("Step: Verify the fix", "Step: Tell the reporter");
    await ada.click("button", "Tidy up the layout");

    expect(done.length).toBeLessThanOrEqual(MOST_ACTIONS);
    for (const window of [one, two]) {
      await window.page.getByRole("button", { name: "No problems" }).waitFor();
      await window.page.getByText("9 nodes · 9 connections").waitFor();
      await untilSaved(window);
    }
    expect(await shownOn(two)).toEqual(await shownOn(one));
    expect(await shownOn(one)).toEqual(
      expect.arrayContaining([
        "Connection from completeness to Ask the reporter: something is missing",
        "Connection from completeness to Reproduce it: complete",
        "Connection from Receive the report to Check completeness",
        "Step: Tell the reporter",
      ]),
    );
  });
});

async function signUp(hands: Hands, name: string): Promise<void> {
  await hands.fill("Your name", name);
  await hands.click("button", "Start");
}

async function addStep(hands: Hands, name: string): Promise<void> {
  await hands.click("button", "Add step");
  await hands.fill("Step name", name);
  await hands.fill("Instruction", itemOf(name).instruction);
}

/** A condition has two branches from the start; where an action names a step, connecting to it is offered. */
async function addBranches(
  hands: Hands,
  field: string,
  { conditions = {} }: Item,
  steps: Readonly<Record<string, string>>,
): Promise<void> {
  await hands.click("button", "Add condition");
  await hands.fill("Field", field);
  for (const [i, [name, step]] of Object.entries(steps).entries()) {
    await hands.fill(`Branch ${i + 1}`, name);
    await hands.fill(`Action of branch ${i + 1}`, step);
    await hands.fill(`Minutes ${i + 1}`, String(conditions[name]?.sla_min ?? ""));
    await hands.click("button", `Connect branch ${i + 1} to “${step}”`);
  }
}

async function addTool(hands: Hands, { tool_suggestions: [tool] = [] }: Item): Promise<void> {
  await hands.click("button", "Add suggestion");
  await hands.fill("Tool 1", tool?.name ?? "");
  await hands.fill("When to use tool 1", tool?.when ?? "");
}

function itemOf(name: string): Item {
  const item = ITEMS.find(({ step }) => step === name);
  if (item === undefined) throw new Error(`the template has no “${name}”`);
  return item;
}

/** What a screen reader finds on the canvas. */
function shownOn({ page }: Window): Promise<string[]> {
  const things = page.getByRole("application").getByRole("group");
  return things.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? "").toSorted());
}
