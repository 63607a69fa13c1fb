import { expect, test } from "bun:test";
import { makeSop, sampleAppend, sampleNotice, type UseStorage } from "./storage-samples.ts";

/** Notices: kept for their author until they are taken. */
export function noticeContract(use: UseStorage): void {
  test(
    "[P11] notices wait for their author, in order, over a restart",
    use(async ({ storage, reopen }) => {
      const id = await makeSop(storage);
      const notices = [
        sampleNotice("n2", { at: 9_000 }),
        sampleNotice("n1", { detail: { op: "remove" }, by: { agent: "eve", version: null } }),
        sampleNotice("n3", { agent: "bob" }),
      ];
      await storage.log.append([sampleAppend(id, 1, 0, { notices: notices.slice(0, 1) })]);
      await storage.log.append([sampleAppend(id, 1, 1, { notices: notices.slice(1) })]);
      const { log } = await reopen();
      expect(await log.notices(id, "ann")).toEqual(notices.slice(0, 2));
      expect(await log.notices(id, "bob")).toEqual(notices.slice(2));
      expect(await log.notices(id, "eve")).toEqual([]);
    }),
  );

  test(
    "[P11] only its author takes a notice, and only on that SOP",
    use(async ({ storage: { log }, storage }) => {
      const [a, b] = [await makeSop(storage, 1), await makeSop(storage, 2)];
      const notices = ["n1", "n2", "n3"].map((id) => sampleNotice(id));
      await log.append([sampleAppend(a, 1, 0, { notices }), sampleAppend(b, 1, 0, { notices })]);
      await log.takeNotices(a, "bob", ["n1"]);
      await log.takeNotices(a, "ann", []);
      expect(await log.notices(a, "ann")).toHaveLength(3);
      await log.takeNotices(a, "ann", ["n1", "n3", "unknown"]);
      await log.takeNotices(a, "ann", ["n1"]);
      expect((await log.notices(a, "ann")).map(({ id }) => id)).toEqual(["n2"]);
      expect(await log.notices(b, "ann")).toHaveLength(3);
    }),
  );

  test(
    "[P11] one id is one notice of an agent: a second is a conflict",
    use(async ({ storage: { log }, storage }) => {
      const id = await makeSop(storage);
      const append = sampleAppend(id, 1, 0, { notices: [sampleNotice("n1")] });
      expect(await log.append([append])).toBe("ok");
      expect(await log.append([append])).toBe("conflict");
      expect(await log.notices(id, "ann")).toHaveLength(1);
    }),
  );
}
