import { expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import { openStorage } from "#registry/storage/open.ts";
import { sopId } from "#tests/contracts/storage-samples.ts";
import { withScratchFile } from "./sqlite-file.ts";

test("[S1] a killed registry has everything that it acknowledged, and no half of a group", async () => {
  await withScratchFile(async (path) => {
    const acknowledged = await appendUntil(path, 200);
    const storage = await openStorage(`sqlite:${path}`);
    const version = (await storage.sops.find(sopId(1)))?.version ?? 0;
    expect(version).toBeGreaterThanOrEqual(acknowledged);
    expect(version % 2).toBe(0);
    expect((await storage.log.load(sopId(1)))?.rows).toHaveLength(version);
    const keys = [{ peer: "ann/laptop-1", id: `p${version}` }];
    expect(await storage.log.results(sopId(1), keys)).toHaveLength(1);
    await storage.close();
  });
});

/** Lets a process append until it has printed `enough`, kills it amid its work, and gives the last version that it printed. */
async function appendUntil(path: string, enough: number): Promise<number> {
  const script = fileURLToPath(import.meta.resolve("./append-until-killed.ts"));
  const child = Bun.spawn([process.execPath, script, path], { stdout: "pipe", stderr: "inherit" });
  let printed = "";
  for await (const chunk of child.stdout) {
    printed += Buffer.from(chunk).toString();
    if (lastPrinted(printed) >= enough) child.kill("SIGKILL");
  }
  await child.exited;
  expect(lastPrinted(printed)).toBeGreaterThanOrEqual(enough);
  return lastPrinted(printed);
}

/** Whole lines only: the last may be cut off. */
function lastPrinted(text: string): number {
  return Number(text.split("\n").at(-2) ?? 0);
}
