import { afterAll, afterEach, beforeAll, test } from "bun:test";
import { BROWSER_TIMEOUT_MS } from "#tests/support/browser.ts";
import { startStudio, type Studio, type User, type Window, type WindowOptions } from "./harness.ts";

/** Tests that share one registry and one browser. */
export interface StudioTests {
  /** The studio, from the first test on. */
  readonly studio: () => Studio;
  /** Somebody with a window that is closed when the test is over. */
  readonly user: (name: string, window?: WindowOptions) => Promise<User>;
  /** The same, of somebody who is not known yet. */
  readonly stranger: (window?: WindowOptions) => Promise<Window>;
  /** A test, at the end of which no page may have complained of anything. */
  readonly inStudio: (name: string, run: () => Promise<void>) => void;
}

/** Declares what all tests of a file need; called inside `describeWithBrowser`. */
export function studioTests(): StudioTests {
  let studio: Studio;
  const windows: User["context"][] = [];

  beforeAll(async () => {
    studio = await startStudio();
  }, BROWSER_TIMEOUT_MS);

  afterEach(async () => {
    await Promise.all(windows.splice(0).map((context) => context.close()));
  });

  afterAll(() => studio[Symbol.asyncDispose]());

  return {
    studio: () => studio,
    async user(name, window) {
      const user = await studio.user(name, window);
      windows.push(user.context);
      return user;
    },
    async stranger(window) {
      const stranger = await studio.stranger(window);
      windows.push(stranger.context);
      return stranger;
    },
    inStudio(name, run) {
      const calmly = async () => {
        await run();
        studio.expectCalm();
      };
      test(name, calmly, BROWSER_TIMEOUT_MS);
    },
  };
}
