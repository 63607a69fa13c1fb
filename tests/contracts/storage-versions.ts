import { expect, test } from "bun:test";
import type { Pin } from "#registry/storage/history.ts";
import {
  arrivalOf,
  headOf,
  makeSop,
  sampleAppend,
  sampleSnapshot,
  sopId,
  type UseStorage,
} from "./storage-samples.ts";

const keepAll = { floor: 0, resultsBefore: 0, horizonBefore: 0 };
const MOST = 100;
const pin = (version: number): Pin => ({ snapshot: sampleSnapshot(version), head: headOf(version) });
const act = (at = 5) => ({ by: "bob", at });

/** Versions that people told apart, and what is left of them when the log is not. */
export function versionContract(use: UseStorage): void {
  test(
    "[R2] what can be read is listed newest first, page by page: rows, the floor, and named ones below it",
    use(async ({ storage: { log, versions }, storage }) => {
      const id = await makeSop(storage, 1, 9);
      for (const version of [2, 4, 6]) await versions.name(id, pin(version), `v${version}`, act(), MOST);
      const of = async (query = {}) =>
        (await versions.list(id, { limit: 50, ...query })).map(({ version }) => version);
      expect(await of()).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
      await log.saveSnapshot(id, sampleSnapshot(5), headOf(5));
      await log.compact(id, { ...keepAll, floor: 5 });
      expect(await of()).toEqual([9, 8, 7, 6, 5, 4, 2]);
      expect(await of({ below: 6, limit: 2 })).toEqual([5, 4]);
      expect(await of({ isMarked: true })).toEqual([6, 4, 2]);
      expect(await versions.list(sopId(9), { limit: 5 })).toEqual([]);
      const [floor, named] = await versions.list(id, { below: 6, limit: 2 });
      expect(floor).toEqual({ version: 5, agent: null, at: arrivalOf(5), label: null, approved: null });
      expect(named).toEqual({ version: 4, agent: "ann", at: arrivalOf(4), label: "v4", approved: null });
      expect(await versions.find(id, 4)).toEqual(named ?? null);
      for (const version of [3, 10]) expect(await versions.find(id, version)).toBeNull();
      const first = await versions.list(await makeSop(storage, 2), { limit: 5 });
      expect(first).toEqual([{ version: 0, agent: "ann", at: 1_000, label: null, approved: null }]);
    }),
  );

  test(
    "[K1] named and approved versions can be loaded however far the log is past them; their neighbours cannot",
    use(async ({ storage: { log, versions }, storage, reopen }) => {
      const id = await makeSop(storage, 1, 9);
      await versions.name(id, pin(0), "empty", act(), MOST);
      await versions.name(id, pin(3), "third", act(), MOST);
      await versions.approve(id, pin(5), act());
      await log.saveSnapshot(id, sampleSnapshot(9), headOf(9));
      for (let again = 0; again < 2; again++) await log.compact(id, { ...keepAll, floor: 9 });
      const kept = (await reopen()).log;
      for (const version of [0, 3, 5]) {
        const [loaded, start] = [await kept.load(id, version), await kept.snapshotAt(id, version)];
        expect(loaded).toEqual({ snapshot: sampleSnapshot(version), head: headOf(version), rows: [] });
        expect(start).toEqual({ snapshot: sampleSnapshot(version), head: headOf(version) });
      }
      for (const version of [1, 2, 4, 6, 8]) expect(await kept.load(id, version)).toBeNull();
      expect(await kept.floor(id)).toBe(9);
      expect(await kept.headAt(id, 5)).toBeNull();
      expect((await kept.load(id))?.snapshot.version).toBe(9);
    }),
  );

  test(
    "[K1] a version whose name was taken away goes with the next compaction, unless it is approved",
    use(async ({ storage: { log, versions }, storage }) => {
      const id = await makeSop(storage, 1, 9);
      for (const version of [3, 5]) await versions.name(id, pin(version), "x", act(), MOST);
      await versions.approve(id, pin(5), act());
      await log.saveSnapshot(id, sampleSnapshot(9), headOf(9));
      await log.compact(id, { ...keepAll, floor: 9 });
      for (const version of [3, 5]) expect(await versions.unname(id, version, act())).toBe(true);
      expect(await versions.unname(id, 3, act())).toBe(false);
      await log.compact(id, { ...keepAll, floor: 9 });
      expect(await log.load(id, 3)).toBeNull();
      expect((await log.load(id, 5))?.snapshot.version).toBe(5);
      expect(await versions.list(id, { isMarked: true, limit: 9 })).toMatchObject([
        { version: 5, label: null },
      ]);
    }),
  );

  test(
    "[R3] a version has one name, and a SOP so many; a name that it has already is nothing new",
    use(async ({ storage: { versions, activity, sops }, storage }) => {
      const id = await makeSop(storage, 1, 3);
      expect(await versions.name(id, pin(1), "a", act(), 1)).toBe("ok");
      expect(await versions.name(id, pin(1), "a", act(), 1)).toBe("same");
      expect(await versions.name(id, pin(1), "b", act(), 1)).toBe("ok");
      expect(await versions.name(id, pin(2), "c", act(), 1)).toBe("full");
      expect(await versions.name(sopId(9), pin(1), "a", act(), 1)).toBe("no_sop");
      const events = (await activity.page(id, { limit: 9 })).filter(({ kind }) => kind === "event");
      expect(events).toMatchObject([
        { by: "bob", event: { kind: "version_named", version: 1, label: "b", before: "a" } },
        { by: "bob", event: { kind: "version_named", version: 1, label: "a", before: null } },
      ]);
      await sops.update(id, { deleted_at: 9 });
      expect(await versions.name(id, pin(2), "d", act(), 9)).toBe("no_sop");
      expect(await versions.unname(id, 1, act())).toBe(false);
      expect(await versions.approve(id, pin(2), act())).toBeNull();
    }),
  );

  test(
    "[R10] [R11] the newest version makes the SOP approved, an older one does not, the next row makes it a draft",
    use(async ({ storage: { versions, sops, log }, storage }) => {
      const id = await makeSop(storage, 1, 3);
      const first = await versions.approve(id, pin(3), act(7_000));
      expect(first).toMatchObject({ isNew: true, record: { status: "approved", updated_at: 7_000 } });
      const again = await versions.approve(id, pin(3), { by: "eve", at: 8_000 });
      expect(again).toMatchObject({
        isNew: false,
        record: { approved: { version: 3, by: "bob", at: 7_000 } },
      });
      await log.append([{ ...sampleAppend(id, 4, 3), rows: [] }]);
      expect(await sops.find(id)).toMatchObject({ status: "approved" });
      await log.append([sampleAppend(id, 4, 4)]);
      expect(await sops.find(id)).toMatchObject({ status: "draft", approved: { version: 3 } });
      const older = await versions.approve(id, pin(2), act(9_000));
      expect(older).toMatchObject({ isNew: true, record: { status: "draft", approved: { version: 2 } } });
      const marks = await versions.list(id, { isMarked: true, limit: 9 });
      expect(marks).toMatchObject([
        { version: 3, approved: { by: "bob", at: 7_000 } },
        { version: 2, approved: { by: "bob", at: 9_000 } },
      ]);
    }),
  );

  test(
    "[R12] what rows did that they do not tell goes into the activity with them, or not at all",
    use(async ({ storage: { log, activity }, storage }) => {
      const id = await makeSop(storage, 1, 1);
      const event = { kind: "restored", version: 2, restored_version: 0 } as const;
      const events = [{ by: "bob", at: arrivalOf(2), event }];
      const append = sampleAppend(id, 2, 2, { events });
      expect(await log.append([append])).toBe("ok");
      expect(await log.append([append])).toBe("conflict");
      const told = (await activity.page(id, { limit: 9 })).filter(({ kind }) => kind === "event");
      expect(told).toMatchObject([{ by: "bob", at: arrivalOf(2), event }]);
    }),
  );
}
