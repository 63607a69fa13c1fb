import { expect, test } from "bun:test";
import { rejectionOf } from "./rejection.ts";
import {
  headOf,
  makeSop,
  resultOf,
  sampleAppend,
  sampleNotice,
  sampleRefusal,
  sampleRow,
  sampleSnapshot,
  sopId,
  type UseStorage,
} from "./storage-samples.ts";

/** Appending: on disk, all or nothing, and never two of one version. */
export function appendContract(use: UseStorage): void {
  test(
    "[S1] what a group appended is there after a restart: rows, envelope, results, notices",
    use(async ({ storage, reopen }) => {
      const [a, b] = [await makeSop(storage, 1), await makeSop(storage, 2, 3)];
      const meta = { name: "Rolls", domain: "bakery" };
      const group = [
        sampleAppend(a, 1, 2, { meta, notices: [sampleNotice("n1")] }),
        sampleAppend(b, 4, 4),
        sampleAppend(b, 5, 4, { results: [sampleRefusal("r1")] }),
      ];
      expect(await storage.log.append(group)).toBe("ok");
      const { log, sops } = await reopen();
      expect(await sops.find(a)).toMatchObject({ version: 2, head: headOf(2), updated_at: 3_000, ...meta });
      expect(await sops.find(b)).toMatchObject({
        version: 4,
        head: headOf(4),
        updated_at: 5_000,
        name: "Bread",
      });
      expect((await log.load(a))?.rows.map((row) => row.version)).toEqual([1, 2]);
      expect(await log.notices(a, "ann")).toEqual([sampleNotice("n1")]);
      expect(await log.results(b, [{ peer: "ann/laptop-1", id: "r1" }])).toEqual([sampleRefusal("r1")]);
    }),
  );

  test(
    "[S2] a version that is taken, or too far on, is a conflict and nothing of the group is kept",
    use(async ({ storage: { sops, log }, storage }) => {
      const [a, b] = [await makeSop(storage, 1, 2), await makeSop(storage, 2)];
      const good = sampleAppend(b, 1, 1, { notices: [sampleNotice("n1")] });
      for (const first of [1, 2, 4]) {
        expect(await log.append([good, sampleAppend(a, first, first)])).toBe("conflict");
      }
      expect((await sops.find(b))?.version).toBe(0);
      expect(await log.rows(b, 0, 10)).toEqual([]);
      expect(await log.results(b, [{ peer: "ann/laptop-1", id: "p1" }])).toEqual([]);
      expect(await log.lastResult(b, "ann/laptop-1")).toBeNull();
      expect(await log.notices(b, "ann")).toEqual([]);
      expect(await log.append([good, sampleAppend(a, 3, 3)])).toBe("ok");
    }),
  );

  test(
    "[S2] of two writers of one version exactly one wins",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage, 1, 1);
      const rivals = ["ann/laptop-1", "bob/phone-01"].map((peer) => {
        const row = sampleRow(2, { peer });
        return log.append([sampleAppend(id, 2, 2, { rows: [row], results: [resultOf(row)] })]);
      });
      expect((await Promise.all(rivals)).toSorted()).toEqual(["conflict", "ok"]);
      expect(await log.rows(id, 1, 10)).toHaveLength(1);
    }),
  );

  test(
    "[S2] a SOP that is not there is a conflict",
    use(async ({ storage: { log } }) => {
      expect(await log.append([sampleAppend(sopId(9), 1, 1)])).toBe("conflict");
      expect(await log.append([sampleAppend(sopId(9), 1, 0)])).toBe("conflict");
    }),
  );

  test(
    "[I7] rows that leave a gap are refused, and nothing is kept",
    use(async ({ storage: { sops, log }, storage }) => {
      const id = await makeSop(storage);
      const rows = [sampleRow(1), sampleRow(3)];
      const refused = await rejectionOf(log.append([{ sop: id, rows, results: [], notices: [] }]));
      expect(String(refused)).toContain("gap");
      expect((await sops.find(id))?.version).toBe(0);
      expect(await log.append([sampleAppend(id, 1, 1)])).toBe("ok");
    }),
  );

  test(
    "[I8] a second result under one id is a conflict, with or without a version",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage, 1, 1);
      const bare = (patch: string) => sampleAppend(id, 2, 1, { results: [sampleRefusal(patch)] });
      const row = (patch: string) => {
        const taken = sampleRow(2, { id: patch });
        return sampleAppend(id, 2, 2, { rows: [taken], results: [resultOf(taken)] });
      };
      expect(await log.append([bare("r1")])).toBe("ok");
      for (const again of [bare("r1"), bare("p1"), row("r1"), row("p1")]) {
        expect(await log.append([again])).toBe("conflict");
      }
      expect(await log.append([row("p2")])).toBe("ok");
    }),
  );

  test(
    "[S1] an empty group, and rows without results, are fine",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage);
      expect(await log.append([])).toBe("ok");
      expect(await log.append([sampleAppend(id, 1, 2, { results: [] })])).toBe("ok");
      expect(await log.results(id, [{ peer: "ann/laptop-1", id: "p1" }])).toEqual([]);
      expect(await log.load(id)).toMatchObject({
        snapshot: sampleSnapshot(),
        rows: [{ id: "p1" }, { id: "p2" }],
      });
    }),
  );
}
