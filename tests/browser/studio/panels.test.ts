import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { step } from "#tests/support/account.ts";
import { BROWSER_TIMEOUT_MS, describeWithBrowser } from "#tests/support/browser.ts";
import { againAfterStandstill } from "#tests/support/standstill.ts";
import { editSop } from "./acts.ts";
import { startStudio, type Studio, type User } from "./harness.ts";

/** Two steps, the first told what to do, and a condition that leads nowhere yet. */
const GRAPH = {
  name: "Refund",
  domain: "support",
  nodes: {
    a: {
      ...step("a", 0),
      data: {
        step: "Look",
        instruction: "Look at the order.",
        tool_suggestions: [
          { name: "orders", when: "first" },
          { name: "mail", when: "then" },
        ],
      },
    },
    b: { ...step("b", 400), data: { step: "Pay", instruction: "" } },
    c: {
      id: "c",
      type: "condition",
      position: { x: 0, y: 300 },
      data: { field: "covered", conditions: { yes: { action: "Pay" }, no: { action: "Refuse" } } },
    },
  },
  edges: {
    ac: { id: "ac", source: "a", target: "c" },
    cb: { id: "cb", source: "c", target: "b", sourceHandle: "no" },
  },
};

describeWithBrowser("panels", () => {
  let studio: Studio;
  let ann: User;
  let bob: User;
  beforeAll(async () => {
    studio = await startStudio();
    [ann, bob] = await Promise.all([studio.user("Ann"), studio.user("Bob")]);
  }, BROWSER_TIMEOUT_MS);
  afterAll(() => studio[Symbol.asyncDispose]());
  afterEach(() => studio.expectCalm());

  async function together(): Promise<string> {
    const sop = await studio.sopOf(ann, [bob], GRAPH);
    await Promise.all([ann.openSop(sop), bob.openSop(sop)]);
    return sop;
  }
  async function graphOf(sop: string) {
    return (await (await ann.call("GET", `/v1/sop/${sop}`)).json()) as { graph: typeof GRAPH };
  }

  test(
    "[U30] [U36] what Ann writes shows to Bob as she writes, whose panel of that step is read-only, and is undone at once",
    writing(async () => {
      await together();
      await select(ann, "a");
      await field(ann, "Instruction").press("Control+End");
      await field(ann, "Instruction").pressSequentially(" Twice.");
      await at(bob, "a").getByText("Look at the order. Twice.").waitFor();
      await select(bob, "a");
      await bob.page.getByText("is working on this node").waitFor();
      expect(await field(bob, "Instruction").getAttribute("readonly")).not.toBeNull();
      expect(await bob.page.getByRole("button", { name: "Add suggestion" }).count()).toBe(0);
      await field(ann, "Instruction").blur();
      await ann.page.getByRole("button", { name: "Undo my last change" }).click();
      await at(bob, "a").getByText("Look at the order.", { exact: true }).waitFor();
    }),
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U31] where the row that is written in is removed by somebody, what is typed on does nothing to the canvas",
    async () => {
      const sop = await together();
      await select(bob, "a");
      await field(bob, "When to use tool 2").press("End");
      await ann.call("DELETE", `/v1/sop/${sop}/locks/a`);
      await editSop(ann, sop, [{ op: "remove", path: "/nodes/a/data/tool_suggestions/1" }]);
      await field(bob, "When to use tool 2").waitFor({ state: "detached" });
      await bob.page.keyboard.type("1l");
      await bob.page.keyboard.press("Backspace");
      await bob.page.getByRole("button", { name: "Connected. Saved", exact: true }).waitFor();
      expect(Object.keys((await graphOf(sop)).graph.nodes).toSorted()).toEqual(["a", "b", "c"]);
      await bob.page.keyboard.press("Escape");
      await bob.page.waitForFunction(() => document.activeElement?.getAttribute("data-id") === "a");
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U31] what others write where I write is named, mine stays in the field, and either can be had",
    writing(async () => {
      const sop = await studio.sopOf(ann, [bob], GRAPH);
      await ann.openSop(sop);
      const theirs = [{ op: "add", path: "/description", value: "Theirs" }];
      const type = { "content-type": "application/json-patch+json" };
      await field(ann, "Description").press("M");
      await Promise.all([
        field(ann, "Description").pressSequentially("ine, at length", { delay: 60 }),
        bob.call("PATCH", `/v1/sop/${sop}`, theirs, type),
      ]);
      await ann.page.getByText(/changed this meanwhile/).waitFor();
      await field(ann, "Description").press("!");
      expect(await field(ann, "Description").inputValue()).toBe("Mine, at length!");
      await ann.page.getByRole("button", { name: "Use theirs: Description" }).click();
      await ann.page.getByText(/changed this meanwhile/).waitFor({ state: "detached" });
      expect(await field(ann, "Description").inputValue()).toBe("Theirs");
    }),
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U32] [U33] [U85] [U94] tools are moved and branches renamed by hand; the connection stays, and an action's step is connected",
    async () => {
      const sop = await studio.sopOf(ann, [], GRAPH);
      await ann.openSop(sop);
      await select(ann, "a");
      await ann.page.getByRole("button", { name: "Move tool 2 up" }).click();
      await ann.page.waitForFunction(
        () => document.querySelector<HTMLInputElement>("[data-panel] ol input")?.value === "mail",
      );
      await select(ann, "c");
      await field(ann, "Action of branch 2").fill("Refuse it");
      await field(ann, "Branch 2").fill("nowhere");
      await field(ann, "Branch 2").press("Escape");
      expect(await field(ann, "Branch 2").inputValue()).toBe("no");
      expect(await field(ann, "Branch 2").evaluate((input) => input === document.activeElement)).toBe(true);
      expect(await field(ann, "Action of branch 2").inputValue()).toBe("Refuse it");
      await field(ann, "Branch 2").fill("never");
      await field(ann, "Branch 2").press("Tab");
      await ann.page.getByText("never", { exact: true }).first().waitFor();
      await field(ann, "Branch 1").fill("sure");
      await field(ann, "Branch 1").press("Tab");
      await at(ann, "c").getByText("sure", { exact: true }).waitFor();
      expect(await at(ann, "c").getByRole("listitem").allInnerTexts()).toEqual([
        expect.stringContaining("sure"),
        expect.stringContaining("never"),
      ]);
      expect(await field(ann, "Branch 1").inputValue()).toBe("sure");
      await ann.page.getByRole("button", { name: "Connect branch 1 to “Pay”" }).click();
      await ann.page.getByText("3 connections").waitFor();
      await ann.page.getByText("Saved", { exact: true }).first().waitFor();
      const { graph } = await graphOf(sop);
      expect(graph.nodes.a.data.tool_suggestions.map(({ name }) => name)).toEqual(["mail", "orders"]);
      expect(graph.edges.cb.sourceHandle).toBe("never");
      const ways = Object.values(graph.edges).map(({ target, ...edge }) => [target, "sourceHandle" in edge]);
      expect(ways).toContainEqual(["b", true]);
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U34] JSON that does not parse stays in the field with its reason, also when something else was looked at",
    async () => {
      const tool = { id: "t", type: "tool", position: { x: 0, y: 0 }, data: { name: "Search", when: "" } };
      const nodes = { t: tool, b: step("b", 400) };
      await ann.openSop(await studio.sopOf(ann, [], { ...GRAPH, nodes, edges: {} }));
      await select(ann, "t");
      await field(ann, "Input template (JSON)").fill('{ "query": ');
      await ann.page.getByText("Not JSON yet").waitFor();
      await select(ann, "b");
      await field(ann, "Step name").waitFor();
      await select(ann, "t");
      expect(await field(ann, "Input template (JSON)").inputValue()).toBe('{ "query": ');
      await field(ann, "Input template (JSON)").fill('{ "query": 1 }');
      await ann.page.getByText("Not JSON yet").waitFor({ state: "detached" });
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U35] a node that Bob removes while Ann writes in it stays with her text, and comes back with its connections",
    async () => {
      const sop = await together();
      await select(ann, "a");
      await field(ann, "Instruction").fill("All that I had in mind.");
      await at(bob, "a").getByText("All that I had in mind.").waitFor();
      const removal = [{ op: "remove", path: "/nodes/a" }];
      const type = { "content-type": "application/json-patch+json" };
      for (let status = 0; status !== 200;) {
        // An owner breaks the lock; nobody else could remove it. Her tab may take it again before Bob is there.
        await ann.call("DELETE", `/v1/sop/${sop}/locks/a`);
        status = (await bob.call("PATCH", `/v1/sop/${sop}`, removal, type)).status;
      }
      await ann.page.getByText(/This was removed by/).waitFor();
      expect(await field(ann, "Instruction").inputValue()).toBe("All that I had in mind.");
      await ann.page.getByRole("button", { name: "Restore the node" }).click();
      await at(bob, "a").getByText("All that I had in mind.").waitFor();
      await bob.page.getByText("2 connections").waitFor();
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[U38] [U39] a problem that is chosen selects its step and opens its properties; ? lists the shortcuts",
    async () => {
      await ann.openSop(await studio.sopOf(ann, [], GRAPH));
      await ann.page.getByRole("button", { name: /^Problems: 1 error/ }).click();
      await ann.page.getByRole("button", { name: /“Pay” has no instruction/ }).click();
      expect(await field(ann, "Step name").inputValue()).toBe("Pay");
      await ann.page.getByRole("button", { name: /^Problems:/ }).press("?");
      await ann.page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
      await ann.page.getByText("Undo my last change").last().waitFor();
      await ann.page.keyboard.press("Escape");
      await ann.page.getByRole("dialog").waitFor({ state: "detached" });
    },
    BROWSER_TIMEOUT_MS,
  );
});

/** Who pauses for two seconds has ended a thought; on a machine that stands still everybody pauses. */
function writing(run: () => Promise<void>): () => Promise<void> {
  return () => againAfterStandstill(run);
}

function at({ page }: User, node: string) {
  return page.locator(`.react-flow__node[data-id="${node}"]`);
}

function select(user: User, node: string) {
  return at(user, node).locator("header").click();
}

function field({ page }: User, label: string) {
  return page.getByLabel(label, { exact: true });
}
