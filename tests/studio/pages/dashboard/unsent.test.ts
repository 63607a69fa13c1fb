import { expect, test } from "bun:test";
import { createMemoryStore } from "#studio/sync/store/memory.ts";
import { findUnsent } from "#studio/pages/dashboard/unsent.ts";

test("[U24] who signs out is told of their own edits that wait on this device, and of nobody else's", async () => {
  const store = createMemoryStore();
  const keep = (sop: string, peer: string, patches: number) => {
    const rows = Array.from({ length: patches }, (_, i) => ({ kind: "pending", key: `${i}`, value: {} }));
    const standing = { kind: "standing", key: "0", value: { peer } };
    return store.write(
      { scope: `https://sops.test/${sop}`, client: peer.split("/")[1] ?? "" },
      [standing, ...rows].map((put) => ({ put })),
    );
  };
  await keep("one", "ada/tab-0001", 2);
  await keep("one", "ada/tab-0002", 1);
  await keep("two", "bob/tab-0003", 4);
  await keep("three", "ada/tab-0004", 0);
  const sops = ["one", "two", "three", "four"].map((id) => ({ id }));
  expect(await findUnsent(store, "https://sops.test", "ada", sops)).toEqual([
    { sop: { id: "one" }, count: 3 },
  ]);
});
