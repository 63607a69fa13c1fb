import { expect, test } from "bun:test";
import {
  makeGuestOf,
  makeInvite,
  makeSop,
  registerAll,
  sampleSnapshot,
  sampleSop,
  sopId,
  type UseStorage,
} from "./storage-samples.ts";

const ACT = { by: "ann", at: 2_000 };

/** Roles on SOPs: given, changed, taken away. */
export function memberContract(use: UseStorage): void {
  test(
    "[A11] who makes a SOP owns it; for others it is as if it were not there",
    use(async ({ storage, storage: { sops, members } }) => {
      const id = await makeSop(storage);
      expect(await members.roleOf(id, "ann")).toBe("owner");
      expect(await members.roleOf(id, "bob")).toBeNull();
      expect(await sops.findFor(id, "ann")).toEqual({ ...sampleSop(), role: "owner" });
      expect(await sops.findFor(id, "bob")).toBeNull();
      expect(await sops.findFor(sopId(9), "ann")).toBeNull();
      expect(await members.list(id)).toEqual([
        { agent_id: "ann", name: "ann", role: "owner", since: 1_000, guest: false },
      ]);
    }),
  );

  test(
    "[A11] a list has the SOPs on which the agent has a role, with it; mine are those it made",
    use(async ({ storage, storage: { sops, members } }) => {
      await registerAll(storage, ["ann", "bob"]);
      const [one, two] = [await makeSop(storage, 1), sopId(2)];
      await sops.create(sampleSop({ id: two, created_by: "bob" }), sampleSnapshot());
      await members.set(one, "bob", "viewer", ACT);
      const list = async (mine?: boolean) =>
        (await sops.list({ agent: "bob", limit: 9, mine })).map(({ id, role }) => [id, role]);
      expect(await list()).toEqual([
        [two, "owner"],
        [one, "viewer"],
      ]);
      expect(await list(true)).toEqual([[two, "owner"]]);
      expect(await list(false)).toEqual([[one, "viewer"]]);
    }),
  );

  test(
    "[A12] a role is given, changed and taken; the last owner keeps it",
    use(async ({ storage, storage: { members } }) => {
      await registerAll(storage, ["ann", "bob"]);
      const id = await makeSop(storage);
      expect(await members.set(id, "nobody", "viewer", ACT)).toBe("no_agent");
      expect(await members.set(sopId(9), "bob", "viewer", ACT)).toBe("no_sop");
      expect(await members.set(id, "bob", "editor", ACT)).toEqual({ before: null });
      expect(await members.set(id, "bob", "viewer", { ...ACT, at: 3_000 })).toEqual({ before: "editor" });
      expect((await members.list(id)).map(({ name, since }) => [name, since])).toEqual([
        ["Agent ann", 1_000],
        ["Agent bob", 2_000],
      ]);
      expect(await members.set(id, "ann", "editor", ACT)).toBe("last_owner");
      expect(await members.remove(id, "ann", ACT)).toBe("last_owner");
      expect(await members.set(id, "ann", "owner", ACT)).toEqual({ before: "owner" });
      expect(await members.set(id, "bob", "owner", ACT)).toEqual({ before: "viewer" });
      expect(await members.remove(id, "ann", ACT)).toEqual({ before: "owner", keys: [] });
      expect(await members.remove(id, "ann", ACT)).toBe("no_member");
      expect(await members.roleOf(id, "ann")).toBeNull();
    }),
  );

  test(
    "[A12] of two owners who leave at the same moment one stays",
    use(async ({ storage, storage: { members } }) => {
      await registerAll(storage, ["ann", "bob"]);
      const id = await makeSop(storage);
      await members.set(id, "bob", "owner", ACT);
      const left = await Promise.all([members.remove(id, "ann", ACT), members.set(id, "bob", "viewer", ACT)]);
      expect(left.filter((value) => value === "last_owner")).toHaveLength(1);
      expect((await members.list(id)).filter(({ role }) => role === "owner")).toHaveLength(1);
    }),
  );

  test(
    "[A3] a guest cannot own, gets no role elsewhere, and loses the keys with the role",
    use(async ({ storage, storage: { members, invites, agents } }) => {
      await registerAll(storage, ["ann"]);
      const id = await makeSop(storage);
      const other = await makeSop(storage, 2);
      await invites.create(makeInvite(id, "i1", { role: "viewer" }));
      await invites.accept("hash i1", makeGuestOf(id, "i1", "guest:1"), "private", 3_000);
      expect(await members.list(id)).toContainEqual({
        agent_id: "guest:1",
        name: "Agent guest:1",
        role: "viewer",
        since: 3_000,
        guest: true,
      });
      expect(await members.set(id, "guest:1", "owner", ACT)).toBe("guest");
      expect(await members.set(id, "guest:1", "editor", ACT)).toEqual({ before: "viewer" });
      expect(await members.set(other, "guest:1", "viewer", ACT)).toBe("no_agent");
      expect(await members.remove(id, "guest:1", ACT)).toEqual({ before: "editor", keys: ["key guest:1"] });
      expect(await agents.findKey("key guest:1")).toBeNull();
    }),
  );
}
