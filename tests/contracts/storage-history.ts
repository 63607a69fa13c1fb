import { expect, test } from "bun:test";
import type { AppendRow, LogRow, PatchRecord } from "#registry/storage/storage.ts";
import {
  arrivalOf,
  headOf,
  makeSop,
  resultOf,
  sampleRow,
  sampleSnapshot,
  type UseStorage,
} from "./storage-samples.ts";

/** Reading the log: loads, pages, heads. */
export function historyContract(use: UseStorage): void {
  test(
    "[S3] a load is the newest snapshot and every row after it, as they were appended",
    use(async ({ storage, reopen }) => {
      const id = await makeSop(storage, 1, 5);
      expect(await storage.log.load(id)).toEqual({ snapshot: sampleSnapshot(), head: "", rows: rows(1, 5) });
      await storage.log.saveSnapshot(id, sampleSnapshot(3), headOf(3));
      const { log } = await reopen();
      expect(await log.load(id)).toEqual({ snapshot: sampleSnapshot(3), head: headOf(3), rows: rows(4, 5) });
    }),
  );

  test(
    "[H6] a load of an earlier version ends there; of one that is not there yet, it is null",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage, 1, 5);
      await log.saveSnapshot(id, sampleSnapshot(3), headOf(3));
      expect(await log.load(id, 0)).toEqual({ snapshot: sampleSnapshot(), head: "", rows: [] });
      expect(await log.load(id, 2)).toEqual({ snapshot: sampleSnapshot(), head: "", rows: rows(1, 2) });
      expect(await log.load(id, 3)).toEqual({ snapshot: sampleSnapshot(3), head: headOf(3), rows: [] });
      expect(await log.load(id, 4)).toEqual({
        snapshot: sampleSnapshot(3),
        head: headOf(3),
        rows: rows(4, 4),
      });
      expect(await log.load(id, 6)).toBeNull();
    }),
  );

  test(
    "[S3] a snapshot of the same version replaces the one before",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage, 1, 1);
      await log.saveSnapshot(id, sampleSnapshot(1), headOf(1));
      const second = { ...sampleSnapshot(1), side: "other" };
      await log.saveSnapshot(id, second, headOf(1));
      expect(await log.load(id)).toEqual({ snapshot: second, head: headOf(1), rows: [] });
    }),
  );

  test(
    "[H11] rows and patches come in order, in pages, patches with the text that was broadcast",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage, 1, 5);
      await makeSop(storage, 2, 3);
      expect(await log.rows(id, 1, 3)).toEqual(rows(2, 4));
      expect(await log.patches(id, 3, 100)).toEqual(patches(4, 5));
      expect(await log.patches(id, 0, 2)).toEqual(patches(1, 2));
      expect(await log.patches(id, 5, 10)).toEqual([]);
      expect(await log.patches(id, 0, 0)).toEqual([]);
    }),
  );

  test(
    "[P16] patches come with what they changed beside the graph, as it was kept, and a peer's own by their ids",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage, 1, 5);
      const sided = [4, 5].map((version) => ({
        ...toPatch(sampleRow(version)),
        delta: sampleRow(version).delta,
      }));
      expect(await log.sidedPatches(id, 3, 100)).toEqual(sided);
      const { peer } = sampleRow(1);
      const row = sampleRow(6, { peer: "bob/phone-1" });
      await log.append([{ sop: id, rows: [row], results: [], notices: [] }]);
      expect(await log.landed(id, 3, peer)).toEqual(["p4", "p5"]);
      expect(await log.landed(id, 0, "bob/phone-1")).toEqual(["p6"]);
      expect(await log.landed(id, 6, peer)).toEqual([]);
      expect(await log.landed("nowhere", 0, peer)).toEqual([]);
      const kept = sampleRow(7, { peer });
      await log.append([{ sop: id, rows: [kept], results: [resultOf(kept)], notices: [] }]);
      await log.saveSnapshot(id, sampleSnapshot(7), headOf(7));
      await log.compact(id, { floor: 7, resultsBefore: 0, horizonBefore: 0 });
      expect(await log.landed(id, 6, peer)).toEqual(["p7"]);
    }),
  );

  test(
    "[P2] every version from the floor on has its head, and no other has",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage, 1, 3);
      expect(await log.floor(id)).toBe(0);
      expect(await Promise.all([0, 1, 3].map((version) => log.headAt(id, version)))).toEqual([
        "",
        headOf(1),
        headOf(3),
      ]);
      expect(await log.headAt(id, 4)).toBeNull();
      expect(await log.headAt(id, -1)).toBeNull();
    }),
  );

  test(
    "[T13] the newest version before a time is found, whatever the time",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage, 1, 9);
      for (let version = 1; version <= 9; version++) {
        expect(await log.versionBefore(id, arrivalOf(version))).toBe(version - 1);
        expect(await log.versionBefore(id, arrivalOf(version) + 1)).toBe(version);
      }
      expect(await log.versionBefore(id, 0)).toBe(0);
      expect(await log.versionBefore(id, Number.MAX_SAFE_INTEGER)).toBe(9);
    }),
  );

  test(
    "[S3] texts come back as they were given: quotes, NUL, emoji, and long ones",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage);
      const value = `'"\\ \u0000 \u{1F35E} ${"long ".repeat(20_000)}`;
      const row = sampleRow(1, {
        id: `"id'\u0000é`,
        ops: JSON.stringify([{ op: "add", path: "/x", value }]),
      });
      await log.append([{ sop: id, rows: [row], results: [], notices: [] }]);
      expect(await log.patches(id, 0, 1)).toEqual([toPatch(row)]);
      expect((await log.rows(id, 0, 1))[0]?.effects).toEqual([{ op: "add", path: "/x", value }]);
    }),
  );
}

function rows(from: number, to: number): LogRow[] {
  return Array.from({ length: to - from + 1 }, (_, i) => {
    const { ops, delta, ...row } = sampleRow(from + i);
    return { ...row, effects: JSON.parse(ops), delta: JSON.parse(delta) };
  });
}

function patches(from: number, to: number): PatchRecord[] {
  return Array.from({ length: to - from + 1 }, (_, i) => toPatch(sampleRow(from + i)));
}

function toPatch(row: AppendRow): PatchRecord {
  const { version, head, id, peer, ts, arrival, ops } = row;
  return { version, head, id, peer, ts, arrival, ops };
}
