import { expect, test } from "bun:test";
import {
  arrivalOf,
  headOf,
  makeSop,
  resultOf,
  sampleAppend,
  sampleNotice,
  sampleRefusal,
  sampleRow,
  sampleSnapshot,
  type UseStorage,
} from "./storage-samples.ts";

const keepAll = { floor: 0, resultsBefore: 0, horizonBefore: 0 };
const key = (id: string) => ({ peer: "ann/laptop-1", id });

/** Compaction: what goes, and what must not. */
export function compactContract(use: UseStorage): void {
  test(
    "[S6] one snapshot at or below the floor stays, with every row after it",
    use(async ({ storage, reopen }) => {
      const id = await makeSop(storage, 1, 9);
      for (const version of [3, 6, 8])
        await storage.log.saveSnapshot(id, sampleSnapshot(version), headOf(version));
      const before = await storage.log.load(id, 7);
      await storage.log.compact(id, { ...keepAll, floor: 7 });
      const { log } = await reopen();
      expect(await log.floor(id)).toBe(6);
      expect(await log.load(id, 7)).toEqual(before);
      expect((await log.load(id))?.snapshot.version).toBe(8);
      expect((await log.rows(id, 0, 100)).map((row) => row.version)).toEqual([7, 8, 9]);
      expect(await log.load(id, 5)).toBeNull();
      expect(await log.headAt(id, 5)).toBeNull();
      expect(await log.headAt(id, 0)).toBeNull();
      expect(await log.headAt(id, 6)).toBe(headOf(6));
      expect(await log.versionBefore(id, arrivalOf(6))).toBe(0);
      expect(await log.versionBefore(id, arrivalOf(6) + 1)).toBe(6);
    }),
  );

  test(
    "[S6] without a newer snapshot below the floor nothing goes",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage, 1, 4);
      await log.saveSnapshot(id, sampleSnapshot(4), headOf(4));
      await log.compact(id, { ...keepAll, floor: 3 });
      expect(await log.floor(id)).toBe(0);
      expect((await log.load(id, 3))?.rows).toHaveLength(3);
    }),
  );

  test(
    "[S6] a log compacted up to its newest version goes on from there, other SOPs untouched",
    use(async ({ storage: { log }, storage }) => {
      const [id, other] = [await makeSop(storage, 1, 1_200), await makeSop(storage, 2, 3)];
      await log.saveSnapshot(id, sampleSnapshot(1_200), headOf(1_200));
      await log.compact(id, { ...keepAll, floor: 1_200 });
      expect(await log.floor(id)).toBe(1_200);
      expect(await log.rows(id, 0, 10)).toEqual([]);
      expect(await log.headAt(id, 1_200)).toBe(headOf(1_200));
      expect(await log.append([sampleAppend(id, 1_200, 1_200)])).toBe("conflict");
      expect(await log.append([sampleAppend(id, 1_201, 1_201)])).toBe("ok");
      expect((await log.load(id))?.rows.map((row) => row.version)).toEqual([1_201]);
      expect((await log.load(other))?.rows).toHaveLength(3);
    }),
  );

  test(
    "[O4] a result outlives its row, and stays taken",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage, 1, 3);
      await log.saveSnapshot(id, sampleSnapshot(3), headOf(3));
      await log.compact(id, { ...keepAll, floor: 3 });
      await log.compact(id, { ...keepAll, floor: 3 });
      expect(await log.results(id, [key("p1"), key("p3")])).toEqual([
        resultOf(sampleRow(1)),
        resultOf(sampleRow(3)),
      ]);
      expect(await log.lastResult(id, "ann/laptop-1")).toBe("p3");
      const again = sampleRow(4, { id: "p1" });
      const append = sampleAppend(id, 4, 4, { rows: [again], results: [resultOf(again)] });
      expect(await log.append([append])).toBe("conflict");
    }),
  );

  test(
    "[O4] of results before their time id, hash and version are left, wherever they are kept",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage, 1, 3);
      await log.append([sampleAppend(id, 4, 3, { results: [sampleRefusal("r1", { at: arrivalOf(1) })] })]);
      await log.saveSnapshot(id, sampleSnapshot(1), headOf(1));
      await log.compact(id, { floor: 1, resultsBefore: arrivalOf(3), horizonBefore: 0 });
      const found = await log.results(id, [key("p1"), key("p2"), key("p3"), key("r1")]);
      expect(found.map(({ version }) => version)).toEqual([1, 2, 3, null]);
      expect(found.map(({ outcome }) => outcome)).toEqual([null, null, { version: 3, ops: [] }, null]);
      expect(found[0]?.hash).toBe("hash of p1");
    }),
  );

  test(
    "[S6] results without a row and notices go at the horizon, and their ids are free again",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage, 1, 3);
      const notices = [sampleNotice("old", { at: 2_999 }), sampleNotice("young", { at: 3_000 })];
      const results = [
        sampleRefusal("old", { at: 2_999 }),
        sampleRefusal("young", { at: 3_000, peer: "bob/phone-01" }),
      ];
      await log.append([sampleAppend(id, 4, 3, { notices, results })]);
      await log.saveSnapshot(id, sampleSnapshot(3), headOf(3));
      await log.compact(id, { floor: 3, resultsBefore: 3_000, horizonBefore: 3_000 });
      expect((await log.notices(id, "ann")).map((notice) => notice.id)).toEqual(["young"]);
      expect(await log.results(id, [key("old"), key("p1")])).toEqual([]);
      expect(await log.results(id, [key("p2"), { peer: "bob/phone-01", id: "young" }])).toHaveLength(2);
      expect(await log.lastResult(id, "ann/laptop-1")).toBeNull();
      const again = sampleRow(4, { id: "p1" });
      const append = sampleAppend(id, 4, 4, { rows: [again], results: [resultOf(again)] });
      expect(await log.append([append])).toBe("ok");
    }),
  );

  test(
    "[S6] appends go on while a long log is compacted",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage, 1, 1_500);
      await log.saveSnapshot(id, sampleSnapshot(1_500), headOf(1_500));
      const compacting = log.compact(id, { ...keepAll, floor: 1_500 });
      expect(await log.append([sampleAppend(id, 1_501, 1_502)])).toBe("ok");
      await compacting;
      expect((await log.load(id))?.rows.map((row) => row.version)).toEqual([1_501, 1_502]);
      expect(await log.floor(id)).toBe(1_500);
    }),
  );
}
