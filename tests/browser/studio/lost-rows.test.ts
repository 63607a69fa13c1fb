import { expect } from "bun:test";
import { step } from "#tests/support/account.ts";
import { describeWithBrowser } from "#tests/support/browser.ts";
import { buttonOf, edgeOf, fieldOf, panelsOf, selectNode, untilSaved } from "./acts.ts";
import type { User } from "./harness.ts";
import { studioTests } from "./in-studio.ts";

const TOOLS = [
  { name: "orders", when: "first" },
  { name: "mail", when: "then" },
];

/** A step with tools, and a condition below it that leads to another step. */
const GRAPH = {
  name: "Refund",
  domain: "support",
  nodes: {
    a: { ...step("a", 0), data: { step: "Look", instruction: "Look.", tool_suggestions: TOOLS } },
    b: { ...step("b", 400), data: { step: "Pay", instruction: "Pay." } },
    c: {
      id: "c",
      type: "condition",
      position: { x: 0, y: 300 },
      data: { field: "covered", conditions: { yes: { action: "Go on", sla_min: 30 } } },
    },
  },
  edges: { cb: { id: "cb", source: "c", target: "b", sourceHandle: "yes" } },
};

describeWithBrowser("rows that are removed while somebody writes in them, in a real Chromium", () => {
  const { studio, user, inStudio } = studioTests();

  inStudio("[U99] a suggested tool is put back where it stood, with what was written in it", async () => {
    const [ann, bob] = await Promise.all([user("Ann"), user("Bob")]);
    const sop = await studio().sopOf(ann, [bob], GRAPH);
    await Promise.all([ann.openSop(sop), bob.openSop(sop)]);
    await selectNode(bob, "Step: Look");
    await fieldOf(bob, "When to use tool 1").fill("always");
    await untilSaved(bob);
    await remove(ann, sop, "a", [{ op: "remove", path: "/nodes/a/data/tool_suggestions/0" }]);
    const note = panelsOf(bob).getByRole("alert").filter({ hasText: "Tool 1 was removed by Ann" });
    await note.getByText("“orders: always”").waitFor();
    await buttonOf(bob, "Put it back").click();
    await note.waitFor({ state: "detached" });
    await untilSaved(bob);
    expect(await fieldOf(bob, "When to use tool 1").inputValue()).toBe("always");
    expect(await fieldOf(bob, "When to use tool 2").inputValue()).toBe("then");
  });

  inStudio("[U99] the only branch comes back with its time and its connection, or is let go", async () => {
    const [ann, bob] = await Promise.all([user("Ann"), user("Bob")]);
    const sop = await studio().sopOf(ann, [bob], GRAPH);
    await Promise.all([ann.openSop(sop), bob.openSop(sop)]);
    await selectNode(bob, "Condition: covered");
    await fieldOf(bob, "Action of branch 1").fill("Go on at once");
    await untilSaved(bob);
    const removal = [
      { op: "remove", path: "/edges/cb" },
      { op: "remove", path: "/nodes/c/data/conditions/yes" },
    ];
    await remove(ann, sop, "c", removal);
    await panelsOf(bob).getByText("Branch 1 was removed by Ann.").waitFor();
    await buttonOf(bob, "Put it back").click();
    await edgeOf(ann, "from covered to Pay: yes").waitFor();
    expect(await fieldOf(bob, "SLA minutes of branch 1").inputValue()).toBe("30");
    await fieldOf(bob, "Action of branch 1").fill("Go on, or not");
    await untilSaved(bob);
    await remove(ann, sop, "c", removal);
    await buttonOf(bob, "Let it go").click();
    await panelsOf(bob).getByText("The ways on from here").waitFor();
  });
});

/** An owner breaks the lock; who writes there may take it again before the removal is there. */
async function remove(owner: User, sop: string, node: string, ops: readonly object[]): Promise<void> {
  const type = { "content-type": "application/json-patch+json" };
  for (let isDone = false; !isDone;) {
    await owner.call("DELETE", `/v1/sop/${sop}/locks/${node}`);
    isDone = (await owner.call("PATCH", `/v1/sop/${sop}`, ops, type)).ok;
  }
}
