import { expect, test } from "bun:test";
import type { ResultRecord } from "#registry/storage/storage.ts";
import {
  makeSop,
  resultOf,
  sampleAppend,
  sampleRefusal,
  sampleRow,
  type UseStorage,
} from "./storage-samples.ts";

/** Results: what a peer is told when it sends a patch again. */
export function resultContract(use: UseStorage): void {
  test(
    "[O4] results are given as they were recorded, after a restart too",
    use(async ({ storage, reopen }) => {
      const id = await makeSop(storage);
      const rows = [sampleRow(1), sampleRow(2), sampleRow(3)];
      const merged = { version: 2, ops: [{ op: 1, status: "merged" as const, message: "é" }] };
      const results = [
        resultOf(sampleRow(1)),
        resultOf(sampleRow(2), { outcome: merged }),
        resultOf(sampleRow(3), { outcome: null }),
        sampleRefusal("r1", { outcome: { version: null, code: "atomic_abort", ops: [] } }),
        sampleRefusal("r2", { outcome: { version: null, ops: [] }, at: 1 }),
        sampleRefusal("r3", { version: 2, outcome: { version: 2, ops: [{ op: 0, status: "noop" }] } }),
      ];
      expect(await storage.log.append([{ sop: id, rows, results, notices: [] }])).toBe("ok");
      const { log } = await reopen();
      expect(
        sortById(
          await log.results(
            id,
            results.map(({ peer, id }) => ({ peer, id })),
          ),
        ),
      ).toEqual(results);
    }),
  );

  test(
    "[O4] an id is one peer's on one SOP: elsewhere it is new",
    use(async ({ storage: { log }, storage }) => {
      const [a, b] = [await makeSop(storage, 1, 2), await makeSop(storage, 2)];
      expect(await log.results(a, [{ peer: "bob/phone-01", id: "p1" }])).toEqual([]);
      expect(await log.results(b, [{ peer: "ann/laptop-1", id: "p1" }])).toEqual([]);
      expect(await log.results(a, [])).toEqual([]);
      const row = sampleRow(3, { id: "p1", peer: "bob/phone-01" });
      const append = sampleAppend(a, 3, 3, { rows: [row], results: [resultOf(row)] });
      expect(await log.append([append])).toBe("ok");
      expect(await log.results(a, [{ peer: "bob/phone-01", id: "p1" }])).toEqual([resultOf(row)]);
    }),
  );

  test(
    "[O4] many ids at once, known and new, as a client sends after a reconnect",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage, 1, 300);
      const keys = Array.from({ length: 600 }, (_, i) => ({ peer: "ann/laptop-1", id: `p${i + 1}` }));
      const found = await log.results(id, keys);
      expect(found.map((result) => result.version)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
    }),
  );

  test(
    "[P2] the latest judged patch of a peer, refused ones included",
    use(async ({ storage: { log }, storage, reopen }) => {
      const id = await makeSop(storage, 1, 2);
      expect(await log.lastResult(id, "ann/laptop-1")).toBe("p2");
      const results = [
        sampleRefusal("r1"),
        sampleRefusal("x", { peer: "bob/phone-01" }),
        sampleRefusal("a9"),
      ];
      await log.append([sampleAppend(id, 3, 2, { results })]);
      const again = await reopen();
      expect(await again.log.lastResult(id, "ann/laptop-1")).toBe("a9");
      expect(await again.log.lastResult(id, "bob/phone-01")).toBe("x");
      expect(await again.log.lastResult(id, "eve/phone-02")).toBeNull();
    }),
  );
}

function sortById(results: readonly ResultRecord[]): ResultRecord[] {
  return results.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
