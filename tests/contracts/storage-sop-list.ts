import { expect, test } from "bun:test";
import type { SopListQuery, SopRecord, Storage } from "#registry/storage/storage.ts";
import { sampleAppend, sampleSnapshot, sampleSop, sopId, type UseStorage } from "./storage-samples.ts";

/** Lists of SOPs: whose, in which order, page by page, searched. */
export function sopListContract(use: UseStorage): void {
  test(
    "[H5] an agent's undeleted SOPs come newest first, and a commit makes one the newest",
    use(async ({ storage }) => {
      await addSops(storage, [{}, {}, { created_by: "bob" }, { deleted_at: 5 }]);
      expect(await names(storage, {})).toEqual(["1", "0"]);
      const meta = { name: "Rolls", domain: "bakery" };
      await storage.log.append([sampleAppend(sopId(0), 1, 1, { meta })]);
      expect(await names(storage, {})).toEqual(["Rolls", "1"]);
      const [newest] = await storage.sops.list({ agent: "ann", limit: 1 });
      expect(newest).toMatchObject({ version: 1, head: "head-001", updated_at: 2_000, domain: "bakery" });
    }),
  );

  test(
    "[H5] pages meet without a gap or a repetition, also among equal times",
    use(async ({ storage }) => {
      await addSops(
        storage,
        Array.from({ length: 7 }, (_, i) => ({ updated_at: 1_000 + Math.floor(i / 3) })),
      );
      const seen: string[] = [];
      let after: SopListQuery["after"];
      for (let page = 0; page < 4; page++) {
        const items: SopRecord[] = await storage.sops.list({ agent: "ann", limit: 2, after });
        seen.push(...items.map((sop) => sop.name));
        after = items.at(-1);
      }
      expect(seen).toEqual(["6", "5", "4", "3", "2", "1", "0"]);
    }),
  );

  test(
    "[H5] a search finds a part of the name in any case, and takes % _ \\ ' for themselves",
    use(async ({ storage }) => {
      const given = ["Öl 50%", "ÖL_wechsel", "a\\b'c", "plain"];
      await addSops(
        storage,
        given.map((name) => ({ name })),
      );
      const find = (q: string) => names(storage, { q });
      expect(await find("öl")).toEqual(["ÖL_wechsel", "Öl 50%"]);
      expect(await find("%")).toEqual(["Öl 50%"]);
      expect(await find("_")).toEqual(["ÖL_wechsel"]);
      expect(await find("\\B'")).toEqual(["a\\b'c"]);
      expect(await find("")).toHaveLength(4);
      expect(await find("nowhere")).toEqual([]);
    }),
  );

  test(
    "[H5] a search follows a change of the name",
    use(async ({ storage }) => {
      await addSops(storage, [{ name: "Bread" }]);
      await storage.log.append([sampleAppend(sopId(0), 1, 1, { meta: { name: "RÖLLS", domain: "d" } })]);
      expect(await names(storage, { q: "bread" })).toEqual([]);
      expect(await names(storage, { q: "röll" })).toEqual(["RÖLLS"]);
    }),
  );

  test(
    "[H5] filters by domain and status hold together",
    use(async ({ storage }) => {
      await addSops(storage, [
        { domain: "a" },
        { domain: "a", status: "approved" },
        { domain: "b", status: "approved" },
      ]);
      expect(await names(storage, { domain: "a" })).toEqual(["1", "0"]);
      expect(await names(storage, { status: "approved" })).toEqual(["2", "1"]);
      expect(await names(storage, { domain: "a", status: "approved" })).toEqual(["1"]);
      expect(await names(storage, { domain: "A" })).toEqual([]);
    }),
  );
}

/** The i-th is named "<i>" and a ms newer than the one before, but for what it says itself. */
async function addSops(storage: Storage, parts: readonly Partial<SopRecord>[]): Promise<void> {
  for (const [i, part] of parts.entries()) {
    const sop = sampleSop({ id: sopId(i), name: String(i), updated_at: 1_000 + i, ...part });
    await storage.sops.create(sop, sampleSnapshot());
  }
}

async function names(storage: Storage, query: Partial<SopListQuery>): Promise<string[]> {
  return (await storage.sops.list({ agent: "ann", limit: 50, ...query })).map((sop) => sop.name);
}
