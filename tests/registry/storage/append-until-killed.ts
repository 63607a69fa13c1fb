import { openStorage } from "#registry/storage/open.ts";
import { makeSop, sampleAppend } from "#tests/contracts/storage-samples.ts";

// Run by crash.test.ts: appends pairs of versions for ever, and prints each last one once it is on disk.
const storage = await openStorage(`sqlite:${process.argv[2]}`);
const id = await makeSop(storage);
for (let version = 1; ; version += 2) {
  const end = await storage.log.append([sampleAppend(id, version, version + 1)]);
  if (end !== "ok") throw new Error(end);
  process.stdout.write(`${version + 1}\n`);
}
