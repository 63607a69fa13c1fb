import { expect, test } from "bun:test";
import {
  makeSop,
  sampleAppend,
  sampleNotice,
  sampleSnapshot,
  sampleSop,
  sopId,
  type UseStorage,
} from "./storage-samples.ts";

/** Envelopes: made, found, changed, deleted, purged. */
export function sopStoreContract(use: UseStorage): void {
  test(
    "[H4] a SOP is created with its snapshot at version 0, and is there after a restart",
    use(async ({ storage, reopen }) => {
      const sop = sampleSop({ name: 'Brot & "Öl" %_\\', approved: { version: 0, by: "bob", at: 7 } });
      expect(await storage.sops.create(sop, sampleSnapshot())).toBe("ok");
      const again = await reopen();
      expect(await again.sops.find(sop.id)).toEqual(sop);
      expect(await again.log.load(sop.id)).toEqual({ snapshot: sampleSnapshot(), head: "", rows: [] });
    }),
  );

  test(
    "[V3] what a unit holds beside the graph is kept with its SOP, and goes with it",
    use(async ({ storage, reopen }) => {
      const rest = JSON.stringify({ unit: { id: "kp:sop:x", ä: ["\u{1F35E}"] }, items: {} });
      expect(await storage.sops.create(sampleSop(), sampleSnapshot(), rest)).toBe("ok");
      expect(await storage.sops.unitRest(await makeSop(storage, 2))).toBeNull();
      const { sops } = await reopen();
      expect(await sops.unitRest(sopId(1))).toBe(rest);
      expect(await sops.unitRest(sopId(9))).toBeNull();
      await sops.update(sopId(1), { deleted_at: 1 });
      expect(await sops.purge(5_000)).toEqual([sopId(1)]);
      expect(await sops.unitRest(sopId(1))).toBeNull();
    }),
  );

  test(
    "[H4] a taken id is a value and changes nothing",
    use(async ({ storage }) => {
      const id = await makeSop(storage, 1, 2);
      expect(await storage.sops.create(sampleSop({ name: "Other" }), sampleSnapshot())).toBe("taken");
      expect(await storage.sops.find(id)).toMatchObject({ name: "Bread", version: 2 });
      expect((await storage.log.load(id))?.rows).toHaveLength(2);
    }),
  );

  test(
    "[H3] an unknown SOP is null, empty or false everywhere, and never an error",
    use(async ({ storage: { sops, log } }) => {
      const id = sopId(9);
      expect(await sops.find(id)).toBeNull();
      expect(await sops.update(id, { status: "approved" })).toBe(false);
      expect(await log.load(id)).toBeNull();
      expect(await log.rows(id, 0, 10)).toEqual([]);
      expect(await log.patches(id, 0, 10)).toEqual([]);
      expect(await log.headAt(id, 0)).toBeNull();
      expect(await log.floor(id)).toBe(0);
      expect(await log.results(id, [{ peer: "ann/laptop-1", id: "p1" }])).toEqual([]);
      expect(await log.lastResult(id, "ann/laptop-1")).toBeNull();
      expect(await log.notices(id, "ann")).toEqual([]);
      expect(await log.versionBefore(id, 9_999)).toBe(0);
      await log.takeNotices(id, "ann", ["n1"]);
      await log.saveSnapshot(id, sampleSnapshot(1), "head");
      await log.compact(id, { floor: 1, resultsBefore: 1, horizonBefore: 1 });
      expect(await log.load(id)).toBeNull();
    }),
  );

  test(
    "[D6] a change of the envelope changes what it names and nothing else",
    use(async ({ storage, reopen }) => {
      const id = await makeSop(storage);
      const approved = { version: 0, by: "bob", at: 5_000 };
      expect(await storage.sops.update(id, { status: "approved", approved, updated_at: 5_000 })).toBe(true);
      expect(await storage.sops.update(id, { visibility: "org" })).toBe(true);
      expect(await storage.sops.update(id, {})).toBe(true);
      const changed = sampleSop({ status: "approved", approved, updated_at: 5_000, visibility: "org" });
      expect(await storage.sops.find(id)).toEqual(changed);
      expect(await storage.sops.update(id, { approved: null })).toBe(true);
      expect(await (await reopen()).sops.find(id)).toEqual({ ...changed, approved: null });
    }),
  );

  test(
    "[H10] a deleted SOP is found, takes no append, and goes on where it was once it is back",
    use(async ({ storage: { sops, log }, storage }) => {
      const id = await makeSop(storage, 1, 2);
      await sops.update(id, { deleted_at: 9_000 });
      expect((await sops.find(id))?.deleted_at).toBe(9_000);
      expect(await log.append([sampleAppend(id, 3, 3)])).toBe("conflict");
      expect(await log.append([sampleAppend(id, 3, 2)])).toBe("conflict");
      await sops.update(id, { deleted_at: null });
      expect(await log.append([sampleAppend(id, 3, 3)])).toBe("ok");
      expect((await log.load(id))?.rows.map((row) => row.version)).toEqual([1, 2, 3]);
    }),
  );

  test(
    "[H10] a purge removes what was deleted before its time, wholly, and nothing else",
    use(async ({ storage, storage: { sops, log } }) => {
      const [old, recent, alive] = [
        await makeSop(storage, 1, 2),
        await makeSop(storage, 2, 2),
        await makeSop(storage, 3, 2),
      ];
      await log.append([sampleAppend(old, 3, 3, { notices: [sampleNotice("n1")] })]);
      await log.saveSnapshot(old, sampleSnapshot(3), "head-003");
      await sops.update(old, { deleted_at: 4_999 });
      await sops.update(recent, { deleted_at: 5_000 });
      expect(await sops.purge(5_000)).toEqual([old]);
      expect(await sops.purge(5_000)).toEqual([]);
      expect(await sops.find(old)).toBeNull();
      expect((await log.load(recent))?.rows).toHaveLength(2);
      expect((await log.load(alive))?.rows).toHaveLength(2);
      expect(await makeSop(storage, 1)).toBe(old);
      expect(await log.load(old)).toEqual({ snapshot: sampleSnapshot(), head: "", rows: [] });
      expect(await log.results(old, [{ peer: "ann/laptop-1", id: "p1" }])).toEqual([]);
      expect(await log.lastResult(old, "ann/laptop-1")).toBeNull();
      expect(await log.notices(old, "ann")).toEqual([]);
    }),
  );
}
