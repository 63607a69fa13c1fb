import type { Row } from "#studio/sync/store/store.ts";
import { A, assertRejects, assertSame, B, ELSEWHERE, put, putUnkeepable } from "./sync-store-samples.ts";
import { remove, row, type StoreCase } from "./sync-store-samples.ts";

/** What the port promises of rows and writes. */
export const WRITE_CASES: readonly StoreCase[] = [
  {
    name: "[Y61] rows come back as they were, of their queue alone, the later put in the place of the earlier",
    async run({ store }) {
      const value = { text: 'ä"\u0000𝒳', list: [1.5, null, { deep: [true] }], empty: {} };
      await store.write(A, [put("meta", "a", 1), put("patch", "a", value)]);
      await store.write(A, [put("meta", "a", 2)]);
      await store.write(B, [put("meta", "a", 3)]);
      await store.write(ELSEWHERE, [put("meta", "a", 4)]);
      assertSame(await store.read(A), [row("meta", "a", 2), row("patch", "a", value)]);
      assertSame(await store.read(B), [row("meta", "a", 3)]);
      assertSame(await store.read(ELSEWHERE), [row("meta", "a", 4)]);
      assertSame(await store.read({ ...A, client: "nobody" }), []);
    },
  },
  {
    name: "[Y61] rows are sorted by kind, then key, both by code unit",
    async run({ store }) {
      const kinds = ["", "a", "a2", "b"];
      const keys = ["", "1", "10", "2", "A", "Z", "_", "a", "a!", "ab", "ä", "\u{1f600}", "\uffee"];
      const backwards = kinds
        .toReversed()
        .flatMap((kind) => keys.toReversed().map((key) => put(kind, key, 0)));
      await store.write(A, backwards);
      const sorted = kinds.flatMap((kind) => keys.map((key) => row(kind, key, 0)));
      assertSame(await store.read(A), sorted);
    },
  },
  {
    name: "[Y61] what is read is the reader's own: changing it changes nothing that is kept",
    async run({ store }) {
      await store.write(A, [put("meta", "a", { list: [1] })]);
      const [read] = (await store.read(A)) as unknown as [{ value: { list: number[] } }];
      read.value.list.push(2);
      assertSame(await store.read(A), [row("meta", "a", { list: [1] })]);
    },
  },
  {
    name: "[Y60] one write removes, clears and puts, in its order",
    async run({ store }) {
      const kinds = ["aside", "step", "step", "steps"];
      await store.write(
        A,
        kinds.map((kind, n) => put(kind, `${n}`, n)),
      );
      const cleared = [remove("aside", "0"), remove("aside", "none"), put("step", "9", 9), { clear: "step" }];
      await store.write(A, [...cleared, put("step", "4", 4), put("point", "now", 1), remove("point", "now")]);
      assertSame(await store.read(A), [row("step", "4", 4), row("steps", "3", 3)]);
    },
  },
  {
    name: "[Y60] what is called while writes are under way is done in the order of the calls",
    async run({ store }) {
      const writes: Promise<void>[] = [];
      const reads: Promise<readonly Row[]>[] = [];
      for (let n = 0; n < 30; n++) {
        writes.push(store.write(A, [{ clear: "patch" }, put("patch", `p${n}`, n)]));
        reads.push(store.read(A));
      }
      await Promise.all(writes);
      const expected = writes.map((_, n) => [row("patch", `p${n}`, n)]);
      assertSame(await Promise.all(reads), expected);
    },
  },
  {
    name: "[Y60] a write that fails leaves nothing of it; those after it stand for themselves",
    async run({ store }) {
      await store.write(A, [put("meta", "a", 1)]);
      const failed = store.write(A, [put("meta", "b", 2), remove("meta", "a"), putUnkeepable()]);
      const newQueue = store.write(B, [put("meta", "b", 2), putUnkeepable()]);
      const later = store.write(A, [put("meta", "c", 3)]);
      await assertRejects(failed, "");
      await assertRejects(newQueue, "");
      await later;
      assertSame(await store.read(A), [row("meta", "a", 1), row("meta", "c", 3)]);
      assertSame(await store.queues(A.scope), [A]);
    },
  },
];
