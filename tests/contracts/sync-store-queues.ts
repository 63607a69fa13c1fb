import { A, assertSame, B, ELSEWHERE, put, remove, row, type StoreCase } from "./sync-store-samples.ts";

/** What the port promises of queues as a whole. */
export const QUEUE_CASES: readonly StoreCase[] = [
  {
    name: "[Y62] queues are listed by their scope, the one written last first, and not without rows",
    async run({ store }) {
      assertSame(await store.queues(A.scope), []);
      for (const queue of [A, B, ELSEWHERE]) await store.write(queue, [put("meta", "a", 1)]);
      assertSame(await store.queues(A.scope), [B, A]);
      await store.write(A, [put("meta", "b", 1)]);
      assertSame(await store.queues(A.scope), [A, B]);
      await store.write(B, [remove("meta", "none")]);
      assertSame(await store.queues(A.scope), [B, A]);
      await store.write(B, [{ clear: "meta" }]);
      assertSame(await store.queues(A.scope), [A]);
      assertSame(await store.queues(ELSEWHERE.scope), [ELSEWHERE]);
    },
  },
  {
    name: "[Y62] a queue that is dropped is gone with its rows, others stay",
    async run({ store }) {
      await store.write(A, [put("meta", "a", 1)]);
      await store.write(B, [put("meta", "a", 1)]);
      await store.drop(A);
      await store.drop({ ...A, client: "nobody" });
      assertSame(await store.read(A), []);
      assertSame(await store.queues(A.scope), [B]);
      await store.write(A, [put("meta", "b", 2)]);
      assertSame(await store.read(A), [row("meta", "b", 2)]);
      assertSame(await store.queues(A.scope), [A, B]);
    },
  },
];
