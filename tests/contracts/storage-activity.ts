import { expect, test } from "bun:test";
import type { ActivityItem } from "#registry/storage/sharing.ts";
import { arrivalOf, makeInvite, makeSop, registerAll, sopId, type UseStorage } from "./storage-samples.ts";

/** What happened to a SOP, patches and changes of who may do what together. */
export function activityContract(use: UseStorage): void {
  test(
    "[A15] patches and changes come newest first, page by page without a gap",
    use(async ({ storage, storage: { members, invites }, reopen }) => {
      await registerAll(storage, ["ann", "bob"]);
      const id = await makeSop(storage, 1, 3);
      await members.set(id, "bob", "viewer", { by: "ann", at: arrivalOf(1) + 1 });
      await invites.create(makeInvite(id, "i1", { created_at: arrivalOf(2) + 1 }));
      const who = { kind: "agent", agent: "bob" } as const;
      await invites.accept("hash i1", who, "private", arrivalOf(3) + 1);
      await members.set(id, "bob", "viewer", { by: "ann", at: arrivalOf(3) + 2 });
      await members.remove(id, "bob", { by: "bob", at: arrivalOf(3) + 3 });
      await invites.revoke(id, "i1", { by: "ann", at: arrivalOf(3) + 4 });
      const all = await (await reopen()).activity.page(id, { limit: 50 });
      expect(all.map(wordOf)).toEqual([
        "invite_revoked by ann",
        "member_removed by bob",
        "role_changed by ann",
        "invite_accepted by bob",
        "3",
        "invite_made by ann",
        "2",
        "member_added by ann",
        "1",
      ]);
      expect(all[2]).toMatchObject({ event: { agent: "bob", role: "viewer", before: "editor" } });
    }),
  );

  test(
    "[A15] pages meet, also where patches and changes lie at the same moment",
    use(async ({ storage, storage: { members, activity } }) => {
      await registerAll(storage, ["ann", "bob"]);
      const id = await makeSop(storage, 1, 4);
      for (const role of ["viewer", "editor", "viewer"] as const)
        await members.set(id, "bob", role, { by: "ann", at: arrivalOf(2) });
      const seen: ActivityItem[] = [];
      for (let page = 0; page < 5; page++) {
        const versions = seen.flatMap((item) => (item.kind === "patch" ? [item.version] : []));
        const seqs = seen.flatMap((item) => (item.kind === "event" ? [item.seq] : []));
        const from = { versionBelow: versions.at(-1), seqBelow: seqs.at(-1), limit: 2 };
        seen.push(...(await activity.page(id, from)));
      }
      expect(seen).toEqual(await activity.page(id, { limit: 50 }));
      expect(seen).toHaveLength(7);
    }),
  );

  test(
    "[A15] a change that does not happen is not told, and a purged SOP has no activity",
    use(async ({ storage, storage: { members, activity, sops } }) => {
      await registerAll(storage, ["ann", "bob"]);
      const id = await makeSop(storage);
      await members.set(id, "ann", "viewer", { by: "ann", at: 5 });
      await members.set(id, "ann", "owner", { by: "ann", at: 5 });
      expect(await activity.page(id, { limit: 9 })).toEqual([]);
      expect(await activity.page(sopId(9), { limit: 9 })).toEqual([]);
      await members.set(id, "bob", "viewer", { by: "ann", at: 5 });
      await sops.update(id, { deleted_at: 6 });
      expect(await sops.purge(7)).toEqual([id]);
      expect(await activity.page(id, { limit: 9 })).toEqual([]);
      expect(await members.roleOf(id, "bob")).toBeNull();
    }),
  );
}

function wordOf(item: ActivityItem): string {
  return item.kind === "patch" ? String(item.version) : `${item.event.kind} by ${item.by}`;
}
