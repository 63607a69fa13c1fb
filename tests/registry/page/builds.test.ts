import { expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashSources } from "#registry/page/hash-sources.ts";
import { removeOlder } from "#registry/page/remove-older.ts";

test("[U5] of earlier builds the newest stay", async () => {
  const folder = await mkdtemp(join(tmpdir(), "builds-"));
  for (const [i, name] of ["d", "a", "c", "b", "e"].entries()) {
    await mkdir(join(folder, name));
    await utimes(join(folder, name), i, i);
  }
  await removeOlder(folder);
  expect((await readdir(folder)).toSorted()).toEqual(["b", "c", "e"]);
  await rm(folder, { recursive: true });
});

test("[U5] other sources are another build, the same ones the same", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sources-"));
  const write = (path: string, text: string) => Bun.write(join(folder, path), text);
  await write("bun.lock", "1");
  await write("studio/index.html", "a");
  const hash = await hashSources(folder);
  await write("tests/x.ts", "not part of it");
  expect(await hashSources(folder)).toBe(hash);
  await write("studio/src/main.tsx", "b");
  const other = await hashSources(folder);
  await rm(join(folder, "studio/src/main.tsx"));
  await write("studio/src/main2.tsx", "b");
  expect(new Set([hash, other, await hashSources(folder)]).size).toBe(3);
  await rm(folder, { recursive: true });
});
