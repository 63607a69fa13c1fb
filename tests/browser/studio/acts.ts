import type { Locator, Page } from "playwright-core";
import type { Account } from "#tests/support/account.ts";
import type { Window } from "./harness.ts";

/** The part of a user that acts. */
export type Actor = Pick<Window, "page">;

/** A node on the canvas, by what it is called: "Step: A". */
export function nodeOf({ page }: Actor, name: string): Locator {
  return page.getByRole("group", { name, exact: true });
}

/** The connections on the canvas that are called so. */
export function edgeOf({ page }: Actor, name: string): Locator {
  return page.getByRole("group", { name: `Connection ${name}`, exact: true });
}

/** What stands beside the canvas. */
export function panelsOf({ page }: Actor): Locator {
  return page.getByRole("complementary", { name: "Panels" });
}

/** A field by its label. */
export function fieldOf({ page }: Actor, label: string): Locator {
  return page.getByLabel(label, { exact: true });
}

/** A button by its name. */
export function buttonOf({ page }: Actor, name: string): Locator {
  return page.getByRole("button", { name, exact: true });
}

/** A toast that says this. */
export function toastOf({ page }: Actor, text: string | RegExp): Locator {
  return page
    .getByRole("region", { name: /^Notifications/ })
    .getByRole("listitem")
    .filter({ hasText: text });
}

/** Waits until a toast has said this, be it gone by now. */
export async function untilTold({ page }: Actor, text: string | RegExp): Promise<void> {
  await page.waitForFunction(
    (text) => toastsTold.some((told) => (typeof text === "string" ? told.includes(text) : text.test(told))),
    text,
  );
}

/** Selects a node by a click on its name. */
export async function selectNode(actor: Actor, name: string): Promise<void> {
  await nodeOf(actor, name).click({ position: { x: 70, y: 22 } });
}

/** Where something is on the page. */
export async function boxOf(
  locator: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`not to be seen: ${String(locator)}`);
  return box;
}

/** Waits until everything of mine is saved. */
export async function untilSaved({ page }: Actor): Promise<void> {
  await page.getByRole("button", { name: "Connected. Saved", exact: true }).waitFor();
}

/** Waits until everything of mine is on this device: the page could be left without a question. */
export async function untilKept({ page }: Actor): Promise<void> {
  await page.waitForFunction(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));
}

/** Waits until all that the page loads is had from its worker: from now on it needs no network. */
export async function untilControlled({ page }: Actor): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

/** Waits until nothing moves any more but what always does. */
export async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    // One that is cut short is over too.
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Edits a SOP as a program does, beside every window; throws where any of it is refused. */
export async function editSop(by: Account, sop: string, ops: readonly object[]): Promise<void> {
  const type = { "content-type": "application/json-patch+json" };
  const answer = await by.call("PATCH", `/v1/sop/${sop}`, ops, type);
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}
