import type { Page } from "playwright-core";
import { untilStill } from "#tests/browser/studio/acts.ts";
import {
  startStudio,
  type Studio,
  type User,
  type Window,
  type WindowOptions,
} from "#tests/browser/studio/harness.ts";
import { TEMPLATES } from "#tests/support/templates.ts";

/** Where pictures are taken: a registry with people, in one theme. */
export interface Stage extends AsyncDisposable {
  readonly studio: Studio;
  readonly theme: Theme;
  /** Somebody with a window in this theme. */
  user(name: string, window?: WindowOptions): Promise<User>;
  stranger(window?: WindowOptions): Promise<Window>;
  /** The bug-triage template as a SOP of this user's, shared with others. */
  bugTriageOf(owner: User, others?: readonly User[]): Promise<string>;
  /** Takes a picture of a page as it is, once nothing moves on it. */
  picture(name: string, page: Page): Promise<void>;
}

export type Theme = "light" | "dark";

/** A window as wide as a phone. */
export const NARROW = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

/** Opens a stage; `folder` takes its pictures. */
export async function openStage(theme: Theme, folder: string): Promise<Stage> {
  const studio = await startStudio();
  const look = { colorScheme: theme, reducedMotion: "reduce" } as const;
  return {
    studio,
    theme,
    user: (name, window) => studio.user(name, { ...look, ...window }),
    stranger: (window) => studio.stranger({ ...look, ...window }),
    async bugTriageOf(owner, others = []) {
      const made = await owner.call("POST", "/v1/sop", TEMPLATES["bug-triage"]);
      const { id } = (await made.json()) as { id: string };
      for (const { agent } of others) {
        await owner.call("PUT", `/v1/sop/${id}/members/${agent}`, { role: "editor" });
      }
      return id;
    },
    async picture(name, page) {
      await untilStill(page);
      await page.screenshot({ path: `${folder}/${name}.${theme}.png` });
      console.log(`${name}.${theme}.png`);
    },
    [Symbol.asyncDispose]: () => studio[Symbol.asyncDispose](),
  };
}
