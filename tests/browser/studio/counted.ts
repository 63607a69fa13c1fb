import type { Page } from "playwright-core";
import { boxOf, nodeOf } from "./acts.ts";

/** Somebody's hands: each thing that they do is counted. They know nothing of a page but what it shows and says. */
export interface Hands {
  /** Opens an address, as one that was sent by a friend. */
  open(url: string): Promise<void>;
  click(role: "button" | "link" | "tab", name: string): Promise<void>;
  fill(label: string, text: string): Promise<void>;
  choose(label: string, option: string): Promise<void>;
  press(key: string): Promise<void>;
  /** Selects a node of the canvas. */
  select(node: string): Promise<void>;
  /** Draws a line from the lower edge of a node onto another. */
  connect(from: string, to: string): Promise<void>;
}

/** A way to give pages hands, and what all of them did. */
export function countActions(): {
  readonly done: readonly string[];
  readonly handsOn: (page: Page) => Hands;
} {
  const done: string[] = [];
  return {
    done,
    handsOn: (page) => ({
      async open(url) {
        done.push("open a link");
        await page.goto(url);
      },
      click(role, name) {
        done.push(`click ${role} ${name}`);
        return page.getByRole(role, { name, exact: true }).click();
      },
      fill(label, text) {
        done.push(`fill ${label}: ${text}`);
        return page.getByLabel(label, { exact: true }).fill(text);
      },
      async choose(label, option) {
        done.push(`choose ${label}: ${option}`);
        await page.getByLabel(label, { exact: true }).selectOption({ label: option });
      },
      press(key) {
        done.push(`press ${key}`);
        return page.keyboard.press(key);
      },
      select(node) {
        done.push(`select ${node}`);
        return nodeOf({ page }, node).click();
      },
      async connect(from, to) {
        done.push(`connect ${from} to ${to}`);
        const [source, target] = [nodeOf({ page }, from), nodeOf({ page }, to)];
        // Once the canvas stands still.
        await source.hover({ trial: true });
        const { width, height } = await boxOf(source);
        await source.dragTo(target, { sourcePosition: { x: width / 2, y: height - 1 }, steps: 6 });
      },
    }),
  };
}
