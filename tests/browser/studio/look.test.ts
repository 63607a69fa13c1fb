import { expect } from "bun:test";
import { describeWithBrowser } from "#tests/support/browser.ts";
import { TEMPLATES } from "#tests/support/templates.ts";
import { buttonOf, nodeOf, panelsOf, toastOf, untilStill } from "./acts.ts";
import { studioTests } from "./in-studio.ts";

/** Of letters on the screen, in px: smaller ones are a grey line. */
const LEAST_LETTERS = 6;

describeWithBrowser("how the studio looks, in a real Chromium", () => {
  const { user, inStudio } = studioTests();

  inStudio("[U96] seen as a whole, a SOP of 28 nodes has names that can be read", async () => {
    const ada = await user("Ada");
    const made = await ada.call("POST", "/v1/sop", TEMPLATES["bug-triage"]);
    await ada.openSop(((await made.json()) as { id: string }).id);
    await buttonOf(ada, "Show everything").click();
    const name = nodeOf(ada, "Step: Assign severity").getByText("Assign severity", { exact: true });
    await name.waitFor();
    await ada.page.waitForFunction(isFar, await name.elementHandle());
    const letters = await name.evaluate((element) => {
      const zoom = element.getBoundingClientRect().width / (element as HTMLElement).offsetWidth;
      return Number.parseFloat(getComputedStyle(element).fontSize) * zoom;
    });
    expect(letters).toBeGreaterThan(LEAST_LETTERS);
  });

  inStudio("[U16] after a tool over the canvas was used, its keys are still the canvas's", async () => {
    const ada = await user("Ada");
    const nodes = { a: stepAt(0), b: { ...stepAt(220), id: "b", data: { step: "B", instruction: "Go." } } };
    await ada.openSop(await ada.createSop({ name: "Two", domain: "tests", nodes, edges: {} }));
    await ada.page.getByRole("main", { name: "Canvas" }).press("Control+a");
    await ada.page.getByText("2 selected").first().waitFor();
    await buttonOf(ada, "Align").click();
    await ada.page.getByRole("menuitem", { name: "Align left" }).click();
    await ada.page.getByRole("menu").waitFor({ state: "detached" });
    await ada.page.keyboard.press("Escape");
    await ada.page.getByText("2 selected").first().waitFor({ state: "detached" });
    await buttonOf(ada, "Show everything").click();
    await ada.page.keyboard.press("1");
    await nodeOf(ada, "Step: New step").waitFor();
  });

  inStudio("[U97] a toast covers neither the map, nor the tools of the canvas, nor a panel", async () => {
    const ada = await user("Ada");
    await ada.openSop(await ada.createSop({ name: "One", domain: "tests", ...ONE_NODE }));
    await ada.page.keyboard.press("Control+s");
    const toast = toastOf(ada, "Saved");
    // It stays while the pointer is over it.
    await toast.hover();
    const others = [
      ada.page.getByRole("img", { name: "Map of the whole SOP" }),
      ada.page.getByRole("toolbar", { name: "View" }),
      ada.page.getByRole("navigation", { name: "Add to the canvas" }),
      panelsOf(ada),
    ];
    // It slides in from the edge of the page.
    await untilStill(ada.page);
    for (const other of others) {
      const handles = [await toast.elementHandle(), await other.elementHandle()] as const;
      await ada.page.waitForFunction(areApart, handles);
    }
  });
});

/** In the page: its name is of a node that is seen from far away. */
function isFar(element: Element | null): boolean {
  return (element?.getBoundingClientRect().width ?? Infinity) < 60;
}

/** In the page. */
function areApart(elements: readonly (Element | null)[]): boolean {
  const [a, b] = elements.map((element) => element?.getBoundingClientRect());
  if (a === undefined || b === undefined) return false;
  return a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom;
}

function stepAt(y: number) {
  return { id: "a", type: "step", position: { x: 0, y }, data: { step: "A", instruction: "Look." } };
}

const ONE_NODE = { nodes: { a: stepAt(0) }, edges: {} };
