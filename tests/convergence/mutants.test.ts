import { expect, test } from "bun:test";
import { sourceFiles } from "#tests/house/source-files.ts";
import { FAULTS } from "./faults/faults.ts";
import { findOut } from "./faults/find-out.ts";

/** Two at a time: that is how many cores there are. */
const AT_ONCE = 2;

test("each fault stands at one place of its file", () => {
  for (const { name, file, find } of FAULTS) {
    const [source] = sourceFiles(file);
    expect([name, (source?.text.split(find).length ?? 0) - 1]).toEqual([name, 1]);
  }
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
  expect(FAULTS.length).toBeGreaterThanOrEqual(14);
});

test("each fault is found out at its seed, by the assertion that it was pinned with", async () => {
  const left = [...FAULTS];
  const found: Record<string, unknown> = {};
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let fault = left.shift(); fault !== undefined; fault = left.shift()) {
      const { name, caught } = fault;
      found[name] = (await findOut(name, { ...caught, runs: 1 }))?.by ?? "nothing";
    }
  });
  await Promise.all(workers);
  expect(found).toEqual(Object.fromEntries(FAULTS.map(({ name, caught }) => [name, caught.by])));
}, 180_000);
