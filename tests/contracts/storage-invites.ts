import { expect, test } from "bun:test";
import {
  makeGuestOf,
  makeInvite,
  makeSop,
  registerAll,
  sampleSop,
  sopId,
  type UseStorage,
} from "./storage-samples.ts";

const ACT = { by: "ann", at: 2_000 };
const as = (agent: string) => ({ kind: "agent", agent }) as const;

/** Links that give roles: made, accepted, used up, revoked. */
export function inviteContract(use: UseStorage): void {
  test(
    "[A13] an invite is found by its hash, with its SOP and who made it, and listed with its uses",
    use(async ({ storage, storage: { invites }, reopen }) => {
      await registerAll(storage, ["ann", "bob"]);
      const id = await makeSop(storage);
      const invite = makeInvite(id, "i1", { agents: ["bob"], max_uses: 2, expires_at: 9_000 });
      expect(await invites.create(invite)).toBe("ok");
      expect(await invites.create(makeInvite(sopId(9), "i2"))).toBe("no_sop");
      expect(await invites.accept("hash i1", as("bob"), "private", 3_000)).toEqual({
        sop: id,
        role: "editor",
        before: null,
      });
      const again = (await reopen()).invites;
      expect(await again.list(id)).toEqual([{ ...invite, uses: 1 }]);
      expect(await again.find("hash i1")).toEqual({
        invite: { ...invite, uses: 1 },
        sop: sampleSop(),
        invited_by: "Agent ann",
      });
      expect(await again.find("hash i2")).toBeNull();
    }),
  );

  test(
    "[A13] two who race for the last use: one gets it",
    use(async ({ storage, storage: { invites, members } }) => {
      await registerAll(storage, ["ann", "bob", "cat"]);
      const id = await makeSop(storage);
      await invites.create(makeInvite(id, "i1", { max_uses: 1 }));
      const race = ["bob", "cat"].map((agent) => invites.accept("hash i1", as(agent), "private", 3_000));
      expect((await Promise.all(race)).filter((value) => value === "gone")).toHaveLength(1);
      expect(await members.list(id)).toHaveLength(2);
      expect((await invites.list(id))[0]?.uses).toBe(1);
    }),
  );

  test(
    "[A13] accepting again takes no use and keeps the role, also a lower one given since; a weaker invite lowers nothing",
    use(async ({ storage, storage: { invites, members } }) => {
      await registerAll(storage, ["ann", "bob"]);
      const id = await makeSop(storage);
      await invites.create(makeInvite(id, "edit", { max_uses: 1 }));
      await invites.create(makeInvite(id, "view", { role: "viewer" }));
      const accept = (hash: string, agent = "bob") => invites.accept(hash, as(agent), "private", 3_000);
      expect(await accept("hash view")).toMatchObject({ role: "viewer", before: null });
      expect(await accept("hash edit")).toMatchObject({ role: "editor", before: "viewer" });
      expect(await accept("hash edit")).toMatchObject({ role: "editor", before: "editor" });
      expect(await accept("hash view")).toMatchObject({ role: "editor", before: "editor" });
      expect(await accept("hash view", "ann")).toMatchObject({ role: "owner", before: "owner" });
      await members.set(id, "bob", "viewer", ACT);
      expect(await accept("hash edit")).toMatchObject({ role: "viewer", before: "viewer" });
      expect((await invites.list(id)).map(({ uses }) => uses)).toEqual([1, 1]);
      await members.remove(id, "bob", ACT);
      expect(await accept("hash edit")).toBe("gone");
    }),
  );

  test(
    "[A13] what is expired, revoked or unknown is gone; another visibility than was judged is a value",
    use(async ({ storage, storage: { invites, sops } }) => {
      await registerAll(storage, ["ann", "bob"]);
      const id = await makeSop(storage);
      await invites.create(makeInvite(id, "i1", { expires_at: 5_000 }));
      expect(await invites.accept("hash i1", as("bob"), "network", 4_999)).toBe("changed");
      expect(await invites.accept("hash i1", as("bob"), "private", 5_000)).toBe("gone");
      expect(await invites.accept("unknown", as("bob"), "private", 1)).toBe("gone");
      expect(await invites.revoke(id, "unknown", ACT)).toBeNull();
      expect(await invites.revoke(sopId(9), "i1", ACT)).toBeNull();
      expect(await invites.revoke(id, "i1", ACT)).toEqual({ guests: [], keys: [] });
      expect(await invites.revoke(id, "i1", ACT)).toBeNull();
      expect(await invites.accept("hash i1", as("bob"), "private", 1)).toBe("gone");
      expect(await invites.list(id)).toEqual([]);
      await invites.create(makeInvite(id, "i2"));
      await sops.update(id, { deleted_at: 6_000 });
      expect(await invites.accept("hash i2", as("bob"), "private", 1)).toBe("gone");
    }),
  );

  test(
    "[A14] a purged SOP takes its invites and its guests' keys along",
    use(async ({ storage, storage: { invites, agents, sops, members } }) => {
      await registerAll(storage, ["ann"]);
      const id = await makeSop(storage);
      await invites.create(makeInvite(id, "i1"));
      await invites.accept("hash i1", makeGuestOf(id, "i1", "guest:1"), "private", 3_000);
      await sops.update(id, { deleted_at: 4_000 });
      expect(await members.roleOf(id, "guest:1")).toBe("editor");
      expect(await sops.purge(5_000)).toEqual([id]);
      expect(await invites.find("hash i1")).toBeNull();
      expect(await agents.findKey("key guest:1")).toBeNull();
      await makeSop(storage);
      expect(await invites.list(id)).toEqual([]);
      expect(await members.list(id)).toHaveLength(1);
    }),
  );

  test(
    "[A14] revoking ends the guests who came by it, with their keys; members and other guests stay",
    use(async ({ storage, storage: { invites, members, agents } }) => {
      await registerAll(storage, ["ann", "bob"]);
      const id = await makeSop(storage);
      for (const invite of ["i1", "i2"]) {
        await invites.create(makeInvite(id, invite));
        await invites.accept(`hash ${invite}`, makeGuestOf(id, invite, `guest:${invite}`), "private", 3_000);
      }
      await invites.accept("hash i1", as("bob"), "private", 3_000);
      expect(await invites.revoke(id, "i1", ACT)).toEqual({ guests: ["guest:i1"], keys: ["key guest:i1"] });
      expect(await agents.findKey("key guest:i1")).toBeNull();
      expect(await agents.findKey("key guest:i2")).not.toBeNull();
      const left = (await members.list(id)).map((member) => member.agent_id);
      expect(left).toEqual(["ann", "bob", "guest:i2"]);
    }),
  );
}
