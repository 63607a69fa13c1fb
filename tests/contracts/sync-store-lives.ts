import type { QueueName } from "#studio/sync/store/store.ts";
import { A, assertRejects, assertSame, B, ELSEWHERE, put } from "./sync-store-samples.ts";
import { row, type StoreCase } from "./sync-store-samples.ts";

/** What the port promises of names, and of stores that come and go. */
export const LIFE_CASES: readonly StoreCase[] = [
  {
    name: "[Y63] a name has one holder, until he lets go",
    async run({ store }) {
      const release = await store.hold(A);
      assertSame([release === null, await store.hold(A)], [false, null]);
      assertSame([await store.hold(B), await store.hold(ELSEWHERE)].includes(null), false);
      release?.();
      const again = await store.hold(A);
      assertSame(again === null, false);
      // Called twice, the first holder's release frees nothing of the second's.
      release?.();
      assertSame(await store.hold(A), null);
    },
  },
  {
    name: "[Y63] of many who ask for a name at once one gets it",
    async run({ store }) {
      const releases = await Promise.all(Array.from({ length: 8 }, () => store.hold(A)));
      assertSame(releases.filter((release) => release !== null).length, 1);
    },
  },
  {
    name: "[Y64] a store that is closed finishes what it was given, and takes nothing more",
    async run({ store }) {
      const written = store.write(A, [put("meta", "a", 1)]);
      await store.close();
      await written;
      await store.close();
      await assertRejects(store.read(A), "the store is closed");
      await assertRejects(store.write(A, []), "the store is closed");
      await assertRejects(store.hold(A), "the store is closed");
    },
  },
  {
    name: "[Y64] what was written is there for who opens the place next, and its names are free",
    needs: "survives",
    async run({ store, another }) {
      await store.hold(A);
      await store.write(A, [put("meta", "a", 1)]);
      await store.write(B, [put("meta", "b", 2)]);
      await store.close();
      const next = await another();
      assertSame(await next.queues(A.scope), [B, A]);
      assertSame(await next.read(A), [row("meta", "a", 1)]);
      assertSame((await next.hold(A)) === null, false);
    },
  },
  {
    name: "[Y63] [Y64] stores on one place see each other's rows, and hold names against each other",
    needs: "shared",
    async run({ store, another }) {
      const other = await another();
      await store.hold(A);
      assertSame(await other.hold(A), null);
      await store.write(A, [put("meta", "a", 1)]);
      assertSame(await other.read(A), [row("meta", "a", 1)]);
      await Promise.all([store.write(A, [put("meta", "a", 2)]), other.write(B, [put("meta", "b", 2)])]);
      assertSame([...(await other.queues(A.scope))].sort(byClient), [A, B]);
      await store.close();
      assertSame((await other.hold(A)) === null, false);
    },
  },
];

function byClient(a: QueueName, b: QueueName): number {
  return a.client < b.client ? -1 : 1;
}
