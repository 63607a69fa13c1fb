import { buttonOf, nodeOf, selectNode } from "#tests/browser/studio/acts.ts";
import { NARROW, type Stage } from "./stage.ts";

const LONG =
  "Escalate to whoever is on call for the payments platform, in writing, with the evidence, before the end of their shift";
const LONG_TEXT = `${LONG}. `.repeat(12).trim();
const ONE_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

/** A graph whose texts are long, run from right to left, or are no letters at all. */
const WORDY = {
  name: `${LONG}, and never later`,
  domain: "payments-platform-and-reconciliation-operations",
  description: LONG_TEXT,
  tags: ["one", "another tag that is long", "עברית", "🚒", ONE_WORD],
  nodes: {
    long: {
      id: "long",
      type: "step",
      position: { x: 0, y: 0 },
      data: {
        step: LONG,
        instruction: LONG_TEXT,
        criteria: { [LONG.slice(0, 60)]: LONG, short: "x" },
        tool_suggestions: [
          { name: "tracker.search_with_a_very_long_name_that_goes_on", when: LONG },
          { name: "b", when: "now" },
        ],
      },
    },
    word: {
      id: "word",
      type: "step",
      position: { x: 340, y: 0 },
      data: { step: ONE_WORD, instruction: ONE_WORD.repeat(3) },
    },
    hebrew: {
      id: "hebrew",
      type: "step",
      position: { x: 0, y: 190 },
      data: { step: "בדיקת הדיווח", instruction: "קוראים את הדיווח ומחליטים אם זו תקלה או בקשה חדשה." },
    },
    emoji: {
      id: "emoji",
      type: "step",
      position: { x: 340, y: 190 },
      data: { step: "🚨🔥 報告を確認する 👩🏽‍🚒", instruction: "✅ 読む → 🧪 試す → 📮 返事をする" },
    },
    which: {
      id: "which",
      type: "condition",
      position: { x: 0, y: 380 },
      data: {
        field: LONG,
        criteria: { severity: LONG },
        conditions: {
          [LONG.slice(0, 50)]: { action: LONG, sla_min: 10_080 },
          "לא דחוף": { action: "ממשיכים", sla_min: 90 },
          "😀": { action: "", sla_min: 1 },
          no: { action: "Close" },
        },
      },
    },
    tool: {
      id: "tool",
      type: "tool",
      position: { x: 340, y: 380 },
      data: {
        name: "tracker.search_with_a_very_long_name_that_goes_on",
        when: LONG,
        input_template: { q: 1 },
      },
    },
  },
  edges: {
    a: { id: "a", source: "long", target: "hebrew", label: LONG },
    b: { id: "b", source: "word", target: "emoji" },
    c: { id: "c", source: "hebrew", target: "which" },
    d: { id: "d", source: "which", target: "tool", sourceHandle: "לא דחוף" },
    e: { id: "e", source: "which", target: "long", sourceHandle: LONG.slice(0, 50) },
  },
};

/** Names and texts that are long, from right to left, or pictures. */
export async function showWords(stage: Stage): Promise<void> {
  const ada = await stage.user("Ada Augusta King-Noel, Countess of Lovelace");
  const sop = await ada.createSop(WORDY);
  await ada.visit("/");
  await ada.page.getByRole("link", { name: LONG }).waitFor();
  await ada.page.locator("svg rect").first().waitFor();
  await stage.picture("words-dashboard", ada.page);
  await ada.openSop(sop);
  await stage.picture("words", ada.page);
  await selectNode(ada, `Step: ${LONG}`);
  await stage.picture("words-step", ada.page);
  await selectNode(ada, "Step: בדיקת הדיווח");
  await stage.picture("words-right-to-left", ada.page);
  await nodeOf(ada, `Condition: ${LONG}`).click({ position: { x: 70, y: 22 } });
  await stage.picture("words-condition", ada.page);
  const grace = await stage.user("Grace Brewster Murray Hopper", NARROW);
  await ada.call("PUT", `/v1/sop/${sop}/members/${grace.agent}`, { role: "editor" });
  await grace.openSop(sop);
  await stage.picture("narrow-words", grace.page);
  await buttonOf(grace, "More").click();
  await grace.page.getByRole("menuitem", { name: "Properties" }).click();
  await stage.picture("narrow-words-properties", grace.page);
}
