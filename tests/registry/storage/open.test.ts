import { expect, test } from "bun:test";
import { dirname, join } from "node:path";
import { openStorage } from "#registry/storage/open.ts";
import { rejectionOf } from "#tests/contracts/rejection.ts";
import { makeSop } from "#tests/contracts/storage-samples.ts";
import { withScratchFile } from "./sqlite-file.ts";

test("[S5] a path in folders that are not there yet is made, and opened again as it was", async () => {
  await withScratchFile(async (path) => {
    const url = `sqlite:${join(dirname(path), "a/b/registry.sqlite")}`;
    const first = await openStorage(url);
    const id = await makeSop(first, 1, 2);
    await first.close();
    const second = await openStorage(url);
    expect((await second.sops.find(id))?.version).toBe(2);
    await second.close();
  });
});

test("[S5] a database in memory is whole and nobody else's", async () => {
  const [one, two] = [await openStorage("sqlite::memory:"), await openStorage("sqlite::memory:")];
  const id = await makeSop(one, 1, 1);
  expect(await two.sops.find(id)).toBeNull();
  expect((await one.log.load(id))?.rows).toHaveLength(1);
  await Promise.all([one.close(), two.close()]);
});

test("[C1] a URL that names no storage is refused in one line", async () => {
  const wrong = [
    "postgres://u:secret@host/db",
    "postgresql://host/db",
    "mysql:x",
    "sqlite:",
    "registry.sqlite",
    "",
  ];
  for (const url of wrong) {
    const line = String(await rejectionOf(openStorage(url)));
    expect(line).toStartWith("Error: storage: ");
    expect(line).not.toContain("\n");
    expect(line).not.toContain("secret");
  }
});

test("[C1] a file that is no database is refused by its name, and left as it is", async () => {
  await withScratchFile(async (path) => {
    const text = "no database ".repeat(100);
    await Bun.write(path, text);
    const line = String(await rejectionOf(openStorage(`sqlite:${path}`)));
    expect(line).toContain(path);
    expect(line).toContain("not a database");
    expect(await Bun.file(path).text()).toBe(text);
  });
});
