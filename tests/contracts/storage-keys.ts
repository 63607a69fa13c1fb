import { expect, test } from "bun:test";
import { sampleAgent, sampleKey, type UseStorage } from "./storage-samples.ts";

/** Several keys per agent: added, listed, used, revoked. */
export function keyContract(use: UseStorage): void {
  test(
    "[A1] an agent has several keys, listed newest first, and a prefix or hash that is taken is a value",
    use(async ({ storage: { agents }, reopen }) => {
      await agents.register(sampleAgent("ann"), sampleKey("ann", "h1", { prefix: "kp_1" }));
      const second = sampleKey("ann", "h2", { prefix: "kp_2", created_at: 2_000, scopes: ["read"] });
      expect(await agents.addKey(second)).toBe("ok");
      expect(await agents.addKey(sampleKey("ann", "h3", { prefix: "kp_2" }))).toBe("taken");
      expect(await agents.addKey(sampleKey("ann", "h1", { prefix: "kp_3" }))).toBe("taken");
      const again = await reopen();
      expect((await again.agents.listKeys("ann")).map((key) => key.hash)).toEqual(["h2", "h1"]);
      expect((await again.agents.findKey("h2"))?.key).toEqual(second);
      expect(await again.agents.listKeys("bob")).toEqual([]);
    }),
  );

  test(
    "[A1] a revoked key is found by nobody, revoked once, and by its own agent's name alone",
    use(async ({ storage: { agents } }) => {
      await agents.register(sampleAgent("ann"), sampleKey("ann", "h1", { prefix: "kp_1" }));
      expect(await agents.revokeKey("bob", "kp_1", 5)).toBeNull();
      expect(await agents.revokeKey("ann", "kp_x", 5)).toBeNull();
      expect(await agents.revokeKey("ann", "kp_1", 5)).toBe("h1");
      expect(await agents.revokeKey("ann", "kp_1", 6)).toBeNull();
      expect(await agents.findKey("h1")).toBeNull();
      expect(await agents.listKeys("ann")).toEqual([]);
    }),
  );

  test(
    "[A1] when keys were last used is kept, and never goes back",
    use(async ({ storage: { agents } }) => {
      await agents.register(sampleAgent("ann"), sampleKey("ann", "h1", { prefix: "kp_1" }));
      const used = async () => (await agents.findKey("h1"))?.key.last_used_at;
      expect(await used()).toBeNull();
      await agents.touchKeys(
        new Map([
          ["h1", 7_000],
          ["unknown", 7_000],
        ]),
      );
      expect(await used()).toBe(7_000);
      await agents.touchKeys(new Map([["h1", 6_000]]));
      expect(await used()).toBe(7_000);
    }),
  );

  test(
    "[A7] an agent of a token is added once, and takes on a new name",
    use(async ({ storage: { agents } }) => {
      const first = sampleAgent("oidc:ann", { name: "Ann", created_at: 1 });
      expect(await agents.ensure(first)).toEqual(first);
      const later = { ...first, name: "Ann B.", org_id: "acme", created_at: 9 };
      expect(await agents.ensure(later)).toEqual({ ...later, created_at: 1 });
      expect(await agents.find("oidc:ann")).toEqual({ ...later, created_at: 1 });
    }),
  );
}
