import type { Node } from "#schemas/graph/node.ts";
import { describeWithBrowser } from "#tests/support/browser.ts";
import { PAUSE_MS } from "#studio/panels/live-field.ts";
import { SEND_EVERY_MS } from "#studio/sync/edit/gesture.ts";
import { boxOf, fieldOf, nodeOf, selectNode } from "./acts.ts";
import type { User } from "./harness.ts";
import { studioTests } from "./in-studio.ts";

describeWithBrowser("a page that may be about to go, in a real Chromium", () => {
  const { studio, user, inStudio } = studioTests();

  /** Somebody whose gestures do not go out by themselves: what is saved is so because the page is being left. */
  async function patientUser(name: string): Promise<User> {
    const made = await user(name);
    await made.context.addInitScript(
      (never) => {
        const real = globalThis.setTimeout;
        const patient = (run: () => void, ms?: number) => (never.includes(ms ?? 0) ? 0 : real(run, ms));
        globalThis.setTimeout = patient as typeof setTimeout;
      },
      [SEND_EVERY_MS, PAUSE_MS],
    );
    return made;
  }

  inStudio(
    "[U98] a drag that is going on goes out as far as it came, and goes on if the page stays",
    async () => {
      const ada = await patientUser("Ada");
      const sop = await studio().sopOf(ada);
      await ada.openSop(sop);
      const { x, y } = await boxOf(nodeOf(ada, "Step: A"));
      const { mouse } = ada.page;
      await mouse.move(x + 50, y + 20);
      await mouse.down();
      await mouse.move(x + 50, y + 80, { steps: 3 });
      await ada.page.evaluate(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));
      const { position } = await untilA(ada, sop, ({ position }) => position.y > 20);
      await mouse.move(x + 50, y + 140, { steps: 3 });
      await mouse.up();
      await untilA(ada, sop, (later) => later.position.y > position.y + 20);
    },
  );

  inStudio("[U98] what is being written goes out", async () => {
    const ada = await patientUser("Ada");
    const sop = await studio().sopOf(ada);
    await ada.openSop(sop);
    await selectNode(ada, "Step: A");
    await fieldOf(ada, "Instruction").fill("Written at last");
    await ada.page.evaluate(() => dispatchEvent(new Event("pagehide")));
    await untilA(ada, sop, ({ data }) => data.instruction === "Written at last");
  });
});

type StepNode = Extract<Node, { type: "step" }>;

/** Step A at the registry, once it is as wished. */
async function untilA(ada: User, sop: string, isThere: (node: StepNode) => boolean): Promise<StepNode> {
  for (;;) {
    const answer = await ada.call("GET", `/v1/sop/${sop}`);
    const { graph } = (await answer.json()) as { graph: { nodes: { a: StepNode } } };
    if (isThere(graph.nodes.a)) return graph.nodes.a;
    await ada.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}
