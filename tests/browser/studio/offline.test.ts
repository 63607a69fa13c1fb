import { expect, test } from "bun:test";
import { BROWSER_TIMEOUT_MS, describeWithBrowser } from "#tests/support/browser.ts";
import { buttonOf, fieldOf, nodeOf, selectNode, untilControlled, untilKept, untilSaved } from "./acts.ts";
import { studioTests } from "./in-studio.ts";

describeWithBrowser("edits without a network, in the studio in a real Chromium", () => {
  const { studio, user, inStudio } = studioTests();

  test(
    "[U64] [U86] what is edited offline is there after a reload and in a new tab, and saved once when the network is back",
    async () => {
      const [ada, ben] = await Promise.all([user("Ada"), user("Ben")]);
      const sop = await studio().sopOf(ada, [ben]);
      await Promise.all([ada.openSop(sop), ben.openSop(sop)]);
      await untilControlled(ada);
      await ada.context.setOffline(true);
      // Told by the browser: a connection that only goes quiet is given up much later.
      await ada.page.getByText("Offline").first().waitFor({ timeout: 10_000 });
      await selectNode(ada, "Step: A");
      await fieldOf(ada, "Instruction").fill("In the tunnel.");
      await buttonOf(ada, "Add tool").click();
      await fieldOf(ada, "Tool name").fill("torch");
      await selectNode(ben, "Step: B");
      await fieldOf(ben, "Instruction").fill("In daylight.");
      await ada.page.getByText(/edits waiting/).waitFor();
      await untilKept(ada);

      await ada.page.reload();
      await nodeOf(ada, "Tool: torch").waitFor();
      await nodeOf(ada, "Step: A").getByText("In the tunnel.").waitFor();
      await ada.page.getByText(/edits? waiting/).waitFor();
      await ada.page.close();

      const page = await ada.context.newPage();
      const later = { ...ada, page };
      await page.goto(`${studio().registry.url}/sop/${encodeURIComponent(sop)}`);
      await nodeOf(later, "Tool: torch").waitFor();
      await ada.context.setOffline(false);
      await untilSaved(later);
      await nodeOf(later, "Step: B").getByText("In daylight.").waitFor();
      await nodeOf(ben, "Tool: torch").waitFor();
      await nodeOf(ben, "Step: A").getByText("In the tunnel.").waitFor();
      const answer = await ada.call("GET", `/v1/sop/${sop}`);
      const { graph } = (await answer.json()) as { graph: { nodes: Record<string, { type: string }> } };
      expect(
        Object.values(graph.nodes)
          .map(({ type }) => type)
          .toSorted(),
      ).toEqual(["step", "step", "tool"]);
      // A browser tells of each call that finds no network.
      studio().expectCalm(/Failed to load resource: net::/, /WebSocket connection to .* failed/);
    },
    BROWSER_TIMEOUT_MS,
  );

  inStudio(
    "[U40] [U46] who types is named on the node; a full disk is said, and the page asks before it closes only then",
    async () => {
      const [ada, ben] = await Promise.all([user("Ada"), user("Ben")]);
      const sop = await studio().sopOf(ada, [ben]);
      await Promise.all([ada.openSop(sop), ben.openSop(sop)]);
      await selectNode(ada, "Step: A");
      const typing = nodeOf(ben, "Step: A").getByText("Ada is typing…");
      // Who pauses types no more, and on a machine that stands still everybody pauses.
      do await fieldOf(ada, "Instruction").pressSequentially("Now");
      while ((await typing.count()) === 0);
      await fieldOf(ada, "Instruction").blur();
      await nodeOf(ben, "Step: A").getByText("Ada", { exact: true }).waitFor();
      await untilSaved(ada);
      // An edit on its way to the disk is one more moment; "Saved" may be of the one before it.
      await ada.page.waitForFunction(mayLeave);

      await ada.context.setOffline(true);
      await ada.page.getByText("Offline").first().waitFor();
      await ada.page.evaluate(() => {
        const { prototype } = IDBObjectStore;
        Object.assign(globalThis, { put: Object.getOwnPropertyDescriptor(prototype, "put") });
        prototype.put = () => {
          throw new DOMException("The disk is full.", "QuotaExceededError");
        };
      });
      await fieldOf(ada, "Instruction").fill("Nowhere but here");
      await fieldOf(ada, "Instruction").blur();
      await ada.page.getByText("Not kept on this device").first().waitFor();
      const asked = ada.page.waitForEvent("dialog");
      void ada.page.close({ runBeforeUnload: true });
      const question = await asked;
      expect(question.type()).toBe("beforeunload");
      await question.dismiss();

      await ada.page.evaluate(() => {
        const { put } = globalThis as unknown as { readonly put: PropertyDescriptor };
        Object.defineProperty(IDBObjectStore.prototype, "put", put);
      });
      await untilKept(ada);
      await ada.context.setOffline(false);
      await nodeOf(ben, "Step: A").getByText("Nowhere but here").waitFor();
    },
  );

  inStudio(
    "[U86] an edit that nobody answers is not said to be saved; it is when the answer comes",
    async () => {
      const ada = await user("Ada");
      const held: (() => void)[] = [];
      let isHolding = false;
      await ada.page.routeWebSocket(/\/ws\?/, (page) => {
        const server = page.connectToServer();
        server.onMessage((message) => {
          if (isHolding) held.push(() => page.send(message));
          else page.send(message);
        });
      });
      await ada.openSop(await studio().sopOf(ada));
      isHolding = true;
      await selectNode(ada, "Step: A");
      await fieldOf(ada, "Instruction").fill("Is anybody there?");
      await ada.page
        .getByRole("button", { name: /^Waiting for the registry\. No answer yet · \d edits? waiting$/ })
        .waitFor();
      isHolding = false;
      for (const send of held) send();
      await fieldOf(ada, "Instruction").blur();
      await untilSaved(ada);
    },
  );
});

/** In the page: whether it would close without a question. */
function mayLeave(): boolean {
  return dispatchEvent(new Event("beforeunload", { cancelable: true }));
}
