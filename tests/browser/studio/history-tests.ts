import { afterAll, beforeAll, test } from "bun:test";
import { BROWSER_TIMEOUT_MS } from "#tests/support/browser.ts";
import { type Studio, startStudio, type User } from "./harness.ts";

/** Two people at one registry. */
interface Two {
  readonly studio: Studio;
  readonly ana: User;
  readonly bob: User;
}

/** Declares Ana and Bob for all tests of a file, and gives what declares one, at the end of which no page may have complained. */
export function historyTests(): (name: string, run: (two: Two) => Promise<void>) => void {
  const ends = new AsyncDisposableStack();
  let two: Two;

  beforeAll(async () => {
    const studio = ends.use(await startStudio());
    two = { studio, ana: await studio.user("Ana"), bob: await studio.user("Bob") };
  }, BROWSER_TIMEOUT_MS);

  afterAll(() => ends.disposeAsync());

  return (name, run) => {
    const calmly = async () => {
      await run(two);
      two.studio.expectCalm();
    };
    test(name, calmly, BROWSER_TIMEOUT_MS);
  };
}
