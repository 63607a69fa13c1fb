import { expect, test } from "bun:test";
import { PINNED } from "./pinned.ts";
import { runWorld } from "./world/run-world.ts";

/** Fixed, so that a red run is red again; `bun run fuzz` looks elsewhere. */
const PANEL = Array.from({ length: 24 }, (_, i) => ({ seed: 7000 + i, actions: 100, found: "" }));

for (const { seed, actions, found } of [...PINNED, ...PANEL]) {
  test(`seed ${seed}${found && `: ${found}`}`, async () => {
    const { finding } = await runWorld({ seed, actions });
    if (finding !== null) throw new Error(`SEED=${seed} ACTIONS=${actions} bun run fuzz`, { cause: finding });
  });
}

test("one seed is one run", async () => {
  const [one, two] = [await runWorld({ seed: 7, actions: 60 }), await runWorld({ seed: 7, actions: 60 })];
  expect(one.mark).toBe(two.mark);
});
