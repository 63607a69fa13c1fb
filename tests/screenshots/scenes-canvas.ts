import {
  buttonOf,
  editSop,
  edgeOf,
  fieldOf,
  nodeOf,
  panelsOf,
  selectNode,
} from "#tests/browser/studio/acts.ts";
import { NARROW, type Stage } from "./stage.ts";

/** What one person sees of a canvas. */
export async function showCanvas(stage: Stage): Promise<void> {
  const ada = await stage.user("Ada Lovelace");
  const { page } = ada;
  await ada.openSop(await ada.createSop({ name: "Returns of opened goods", domain: "support" }));
  await stage.picture("canvas-empty", page);
  await buttonOf(ada, "Add the first step").click();
  await fieldOf(ada, "Step name").waitFor();
  await stage.picture("canvas-first-step", page);
  await ada.openSop(await stage.bugTriageOf(ada));
  await stage.picture("canvas", page);
  await selectNode(ada, "Step: Check for secrets");
  await stage.picture("canvas-step", page);
  await page.keyboard.press("c");
  await page.keyboard.press("ArrowDown");
  await stage.picture("canvas-connecting", page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+a");
  await stage.picture("canvas-many", page);
  await page.keyboard.press("Escape");
  await page
    .getByRole("group", { name: /^Condition: / })
    .first()
    .click({ position: { x: 70, y: 22 } });
  await stage.picture("canvas-condition", page);
  await edgeOf(ada, "from Receive the report to Check for secrets").focus();
  await page.keyboard.press("Enter");
  await fieldOf(ada, "Label").waitFor();
  await stage.picture("canvas-connection", page);
  await page.keyboard.press("Escape");
  await buttonOf(ada, "Add tool").click();
  await fieldOf(ada, "Input template (JSON)").fill('{ "query": ');
  await stage.picture("canvas-tool", page);
  // The first puts back what was there, the second leaves the field.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await stage.picture("shortcuts", page);
  await page.keyboard.press("Escape");
  await buttonOf(ada, "Export").click();
  await page.getByRole("menu").waitFor();
  await stage.picture("export", page);
  await page.keyboard.press("Escape");
  await buttonOf(ada, "More").click();
  await page.getByRole("menu").waitFor();
  await stage.picture("more", page);
  await page.keyboard.press("Escape");
}

/** A procedure that is written as text. */
export async function showOutline(stage: Stage): Promise<void> {
  for (const [prefix, window] of [
    ["", undefined],
    ["narrow-", NARROW],
  ] as const) {
    const ada = await stage.user("Ada Lovelace", window);
    const { page } = ada;
    await ada.openSop(await ada.createSop({ name: "Returns of opened goods", domain: "support" }));
    await buttonOf(ada, "Write or paste text").click();
    await fieldOf(ada, "Procedure").waitFor();
    await stage.picture(`${prefix}outline-empty`, page);
    await fieldOf(ada, "Procedure").fill(OUTLINE);
    await page.getByText("Line 5").waitFor();
    await stage.picture(`${prefix}outline`, page);
    await buttonOf(ada, "Add to canvas").click();
    await nodeOf(ada, "Step: Receive the parcel").waitFor();
    await stage.picture(`${prefix}outline-added`, page);
  }
}

const OUTLINE = `1. Receive the parcel: Note when it came and in what state.
   - whole: nothing is missing
   ? Was it opened
     - yes (60 min): look at it -> Inspect the goods
     - no -> A step that nobody wrote
2. Inspect the goods: Compare with the order.
   ! camera.take_picture: for the record
3. Refund the buyer`;

/** What lint says. */
export async function showProblems(stage: Stage): Promise<void> {
  const ada = await stage.user("Ada Lovelace");
  const sop = await stage.bugTriageOf(ada);
  const twin = {
    id: "twin",
    type: "step",
    position: { x: 900, y: 0 },
    data: { step: "Check for secrets", instruction: "" },
  };
  await editSop(ada, sop, [{ op: "add", path: "/nodes/twin", value: twin }]);
  await ada.openSop(sop);
  await panelsOf(ada).getByRole("tab", { name: "Problems" }).click();
  await panelsOf(ada).getByRole("listitem").first().waitFor();
  await stage.picture("problems-panel", ada.page);
  await panelsOf(ada).getByRole("listitem").first().getByRole("button").click();
  await nodeOf(ada, "Step: Check for secrets").last().waitFor();
  await stage.picture("problems-chosen", ada.page);
}

/** The share dialog, of an owner and of a viewer. */
export async function showShare(stage: Stage): Promise<void> {
  const [ada, grace] = [await stage.user("Ada Lovelace"), await stage.user("Grace Hopper")];
  const sop = await stage.bugTriageOf(ada, [grace]);
  await ada.call("PUT", `/v1/sop/${sop}`, { visibility: "network" });
  await ada.openSop(sop);
  await buttonOf(ada, "Share").click();
  await buttonOf(ada, "Make link").click();
  await fieldOf(ada, "Invite link").waitFor();
  await stage.picture("share", ada.page);
  await fieldOf(ada, "Invite link").scrollIntoViewIfNeeded();
  await stage.picture("share-link", ada.page);
  await ada.page.getByText("What each role can do").scrollIntoViewIfNeeded();
  await stage.picture("share-roles", ada.page);
  await ada.call("PUT", `/v1/sop/${sop}/members/${grace.agent}`, { role: "viewer" });
  await grace.openSop(sop);
  await stage.picture("viewer", grace.page);
  await buttonOf(grace, "Share").click();
  await grace.page.getByRole("dialog").waitFor();
  await stage.picture("share-viewer", grace.page);
}

/** A SOP that is larger than a screen. */
export async function showLarge(stage: Stage): Promise<void> {
  const ada = await stage.user("Ada Lovelace");
  const nodes = Array.from({ length: 400 }, (_, i) => {
    const position = { x: (i % 20) * 320, y: Math.floor(i / 20) * 180 };
    return {
      id: `n${i}`,
      type: "step",
      position,
      data: { step: `Step ${i}`, instruction: "Look, and tell." },
    };
  });
  const edges = nodes.slice(1).map(({ id }, i) => ({ id: `e${i}`, source: `n${i}`, target: id }));
  const graph = {
    name: "All there is",
    domain: "everything",
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
  };
  await ada.openSop(await ada.createSop(graph));
  await stage.picture("large", ada.page);
  await ada.page.keyboard.press("f");
  await stage.picture("large-all", ada.page);
}
