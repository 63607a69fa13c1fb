import { expect } from "bun:test";
import { step } from "#tests/support/account.ts";
import { describeWithBrowser } from "#tests/support/browser.ts";
import {
  boxOf,
  buttonOf,
  edgeOf,
  fieldOf,
  nodeOf,
  selectNode,
  toastOf,
  untilKept,
  untilSaved,
  untilTold,
} from "./acts.ts";
import type { User } from "./harness.ts";
import { studioTests } from "./in-studio.ts";

const GRAPH = {
  name: "Refund",
  domain: "support",
  nodes: { a: step("a", 0), b: { ...step("b", 0), position: { x: 0, y: 300 } } },
  edges: {},
};

describeWithBrowser("three people at one SOP, in a real Chromium", () => {
  const { studio, inStudio } = studioTests();

  inStudio("[U60] what one moves, adds, connects and writes is with both others, as it goes on", async () => {
    const [ada, ben, cleo] = await people();
    const others = [ben, cleo];
    const handle = { x: 70, y: 22 };
    const before = await placesOf(others, "Step: A");
    const from = await boxOf(nodeOf(ada, "Step: A"));
    await ada.page.mouse.move(from.x + handle.x, from.y + handle.y);
    await ada.page.mouse.down();
    await ada.page.mouse.move(from.x + handle.x + 160, from.y + handle.y + 20, { steps: 4 });
    // Before she lets go.
    await untilElsewhere(others, "Step: A", before);
    await ada.page.mouse.up();
    await buttonOf(ben, "Add condition").click();
    await fieldOf(ben, "Field").fill("amount");
    await Promise.all([ada, cleo].map((other) => nodeOf(other, "Condition: amount").waitFor()));
    await selectNode(cleo, "Step: B");
    await fieldOf(cleo, "Connect to").selectOption({ label: "amount" });
    await Promise.all(
      [ada, ben].map((other) => edgeOf(other, "from B to amount").waitFor({ state: "attached" })),
    );
    await fieldOf(cleo, "Instruction").fill("Look at the receipt.");
    await Promise.all(
      [ada, ben].map((other) => nodeOf(other, "Step: B").getByText("Look at the receipt.").waitFor()),
    );
  });

  inStudio(
    "[U81] a node that is dragged has its connections with it in every frame, here and there",
    async () => {
      const [ada, ben] = await people({ ...GRAPH, edges: { ab: { id: "ab", source: "a", target: "b" } } });
      for (const { page } of [ada, ben]) await page.evaluate(watchGap);
      const from = await boxOf(nodeOf(ada, "Step: A"));
      const [x, y] = [from.x + 70, from.y + 22];
      await ada.page.mouse.move(x, y);
      await ada.page.mouse.down();
      for (let i = 1; i <= 40; i++) await ada.page.mouse.move(x + 4 * i, y + i);
      await ada.page.mouse.up();
      // Taken up again at once, it goes on from where it is seen.
      await ada.page.mouse.down();
      await ada.page.mouse.move(x + 200, y + 40, { steps: 20 });
      await ada.page.mouse.up();
      await untilSaved(ada);
      for (const { page } of [ada, ben]) {
        await page.waitForFunction(() => gap.places.size > 5);
        expect(await page.evaluate(() => gap.furthest)).toBeLessThan(2);
      }
      // Of each of the two, the first step only begins it.
      expect(Math.abs((await boxOf(nodeOf(ada, "Step: A"))).x - from.x - 200)).toBeLessThanOrEqual(10);
    },
  );

  inStudio("[U61] undo takes back what I did, and leaves what others did since", async () => {
    const [ada, ben] = await people();
    await selectNode(ada, "Step: A");
    await fieldOf(ada, "Instruction").fill("of Ada");
    await nodeOf(ben, "Step: A").getByText("of Ada").waitFor();
    await selectNode(ben, "Step: B");
    await fieldOf(ben, "Instruction").fill("of Ben");
    await nodeOf(ada, "Step: B").getByText("of Ben").waitFor();
    await buttonOf(ada, "Undo my last change").click();
    await nodeOf(ben, "Step: A").getByText("No instruction yet").waitFor();
    await buttonOf(ben, "Undo my last change").click();
    await nodeOf(ada, "Step: B").getByText("No instruction yet").waitFor();
    await buttonOf(ada, "Redo").click();
    await nodeOf(ben, "Step: A").getByText("of Ada").waitFor();
    expect(await nodeOf(ben, "Step: B").getByText("of Ben").count()).toBe(0);
  });

  inStudio(
    "[U62] a node that goes while somebody draws a line to it, or from it: they are told by whom",
    async () => {
      const [ada, ben] = await people();
      const [from, to] = [await boxOf(nodeOf(ada, "Step: A")), await boxOf(nodeOf(ada, "Step: B"))];
      const [bottom, top] = [from.y + from.height, to.y + 8];
      const middle = from.x + from.width / 2;
      await ada.page.mouse.move(middle, bottom);
      await ada.page.mouse.down();
      await ada.page.mouse.move(middle, top - 60, { steps: 4 });
      await remove(ben, "Step: B");
      await nodeOf(ada, "Step: B").waitFor({ state: "detached" });
      await ada.page.mouse.move(middle, top, { steps: 2 });
      await ada.page.mouse.up();
      await untilTold(ada, "Ben removed “B” while you drew");
      await ada.page.mouse.move(middle, bottom);
      await ada.page.mouse.down();
      await ada.page.mouse.move(middle, top, { steps: 4 });
      await remove(ben, "Step: A");
      await nodeOf(ada, "Step: A").waitFor({ state: "detached" });
      await ada.page.mouse.up();
      await untilTold(ada, "Ben removed “A” while you drew");
      await untilSaved(ada);
    },
  );

  inStudio(
    "[U62] [U87] what was drawn to, or written in, a node that somebody removed meanwhile can be restored, also after a reload",
    async () => {
      const [ada, ben] = await people();
      await ada.context.setOffline(true);
      await ada.page
        .getByText(/Offline|Reconnecting/)
        .first()
        .waitFor();
      await selectNode(ada, "Step: A");
      await fieldOf(ada, "Connect to").selectOption({ label: "B" });
      await edgeOf(ada, "from A to B").waitFor({ state: "attached" });
      await remove(ben, "Step: B");
      await untilSaved(ben);
      await ada.context.setOffline(false);
      const toast = toastOf(ada, /Not saved|Undone/).filter({ hasText: "Ben" });
      await toast.getByRole("button", { name: "Restore", exact: true }).click();
      await edgeOf(ada, "from A to B").waitFor({ state: "attached" });
      await edgeOf(ben, "from A to B").waitFor({ state: "attached" });
      await nodeOf(ada, "Step: A").press("Escape");
      await ben.page
        .getByRole("application")
        .getByText("Ada", { exact: true })
        .first()
        .waitFor({ state: "detached" });

      await ada.context.setOffline(true);
      await ada.page.getByText("Offline").first().waitFor();
      await selectNode(ada, "Step: A");
      await fieldOf(ada, "Instruction").fill("Written in the tunnel.");
      await remove(ben, "Step: A");
      await untilSaved(ben);
      await untilKept(ada);
      await ada.context.setOffline(false);
      await toastOf(ada, "Not saved").waitFor();
      await untilKept(ada);
      await ada.page.reload();
      await buttonOf(ada, "1 conflict").click();
      const conflicts = ada.page.getByRole("region", { name: "Conflicts" });
      await conflicts.getByRole("heading", { name: "“A”" }).waitFor();
      await conflicts.getByRole("button", { name: "Restore", exact: true }).click();
      await nodeOf(ben, "Step: A").getByText("Written in the tunnel.").waitFor();
      await edgeOf(ben, "from A to B").waitFor({ state: "attached" });
    },
  );

  let three: [User, User, User] | undefined;

  /** Ada, whose SOP it is, and two more, all with it open; the same windows for every test. */
  async function people(graph: object = GRAPH): Promise<[User, User, User]> {
    const open = studio();
    three ??= await Promise.all([open.user("Ada"), open.user("Ben"), open.user("Cleo")]);
    const all = three;
    const sop = await open.sopOf(all[0], all.slice(1), graph);
    await Promise.all(all.map((one) => one.openSop(sop)));
    return all;
  }
});

declare global {
  /** How far the connection's beginning ever was from its node, in px, and where the node was meanwhile. */
  var gap: { furthest: number; readonly places: Set<number> };
}

/** In a page: looks at the gap in every frame from now on. */
function watchGap(): void {
  const node = document.querySelector(".react-flow__node[data-id=a]");
  const line = document.querySelector<SVGPathElement>(".react-flow__edge[data-id=ab] .react-flow__edge-path");
  const seen = { furthest: 0, places: new Set<number>() };
  globalThis.gap = seen;
  const look = () => {
    const box = node?.getBoundingClientRect() ?? new DOMRect();
    const start = line?.getPointAtLength(0).matrixTransform(line.getScreenCTM() ?? new DOMMatrix());
    const wide = (start?.x ?? Infinity) - (box.x + box.width / 2);
    const high = Math.max(0, Math.abs((start?.y ?? Infinity) - box.bottom) - 6);
    seen.furthest = Math.max(seen.furthest, Math.hypot(wide, high));
    seen.places.add(box.x);
    requestAnimationFrame(look);
  };
  look();
}

async function remove(by: User, node: string): Promise<void> {
  await nodeOf(by, node).focus();
  await by.page.keyboard.press("Space");
  await by.page.keyboard.press("Delete");
}

function placesOf(users: readonly User[], node: string): Promise<number[]> {
  return Promise.all(users.map(async (one) => (await boxOf(nodeOf(one, node))).x));
}

async function untilElsewhere(
  users: readonly User[],
  node: string,
  before: readonly number[],
): Promise<void> {
  await Promise.all(
    users.map(async (one, i) => {
      const element = await nodeOf(one, node).elementHandle();
      const was = { element, x: before[i] };
      await one.page.waitForFunction(({ element, x }) => element?.getBoundingClientRect().x !== x, was);
    }),
  );
}
