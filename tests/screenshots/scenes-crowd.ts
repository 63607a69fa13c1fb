import { buttonOf, nodeOf } from "#tests/browser/studio/acts.ts";
import { register } from "#tests/support/account.ts";
import { NARROW, type Stage } from "./stage.ts";

const CROWD = 20;

/** Twenty others in one SOP, each with a pointer and something selected. */
export async function showCrowd(stage: Stage): Promise<void> {
  const ada = await stage.user("Ada Lovelace");
  const alan = await stage.user("Alan Turing", NARROW);
  const sop = await stage.bugTriageOf(ada, [alan]);
  const { graph } = (await (await ada.call("GET", `/v1/sop/${sop}`)).json()) as {
    graph: { nodes: Record<string, { position: { x: number; y: number } }> };
  };
  const { x = 0, y = 0 } = graph.nodes["s0"]?.position ?? {};
  await using ends = new AsyncDisposableStack();
  for (let i = 0; i < CROWD; i++) {
    const other = await register(stage.studio.registry, `person-${i}`);
    await ada.call("PUT", `/v1/sop/${sop}/members/${other.agent}`, { role: "editor" });
    const socket = other.open(sop, { client: `window-of-${i}` });
    ends.defer(() => socket.close());
    await socket.next();
    const cursor = { x: x + (i % 5) * 160 - 250, y: y + Math.floor(i / 5) * 150 };
    socket.send({ type: "presence", cursor, selection: [`s${i % 4}`] });
  }
  await ada.openSop(sop);
  await ada.page.locator(`[data-cursor="person-${CROWD - 1}"]`).waitFor();
  await nodeOf(ada, "Step: Receive the report").getByText("+").waitFor();
  await stage.picture("crowd", ada.page);
  await ada.page.getByRole("button", { name: /^Everybody here/ }).click();
  await stage.picture("crowd-menu", ada.page);
  await ada.page.keyboard.press("Escape");
  await alan.openSop(sop);
  await stage.picture("narrow-crowd", alan.page);
  await ada.visit("/");
  await ada.page.getByText("Here now:").waitFor();
  await ada.page.locator("svg rect").first().waitFor();
  await stage.picture("crowd-dashboard", ada.page);
  await buttonOf(ada, "More for Bug triage").click();
  await stage.picture("dashboard-card-menu", ada.page);
}
