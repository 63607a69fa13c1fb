import { openSqliteStore } from "#studio/sync/store/sqlite.ts";
import { A, put } from "#tests/contracts/sync-store-samples.ts";

// Run by store-process.ts: opens a store and says how that went, then keeps it, or writes pairs of rows for ever and
// prints the number of each pair once it is on disk.
const [, , path = "", task] = process.argv;
try {
  const store = await openSqliteStore(path);
  if (task === "write") {
    for (let n = 1; ; n++) {
      await store.write(A, [put("patch", `${n}a`, n), put("patch", `${n}b`, n)]);
      process.stdout.write(`${n}\n`);
    }
  }
  process.stdout.write("held\n");
  // A store that somebody still has must not lose its hold to the garbage collector.
  Bun.gc(true);
  await Bun.stdin.text();
  await store.close();
} catch (error) {
  process.stdout.write(
    String(error).includes("in use by another process") ? "in use\n" : `${String(error)}\n`,
  );
}
