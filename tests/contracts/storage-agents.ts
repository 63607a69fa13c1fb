import { expect, test } from "bun:test";
import { rejectionOf } from "./rejection.ts";
import { sampleAgent, sampleKey, type UseStorage } from "./storage-samples.ts";

/** Agents, keys, and whether the database answers. */
export function agentStoreContract(use: UseStorage): void {
  test(
    "[H2] an agent is registered with its first key, and both are found after a restart",
    use(async ({ storage, reopen }) => {
      const agent = sampleAgent("ann", { name: "Ann Ö." });
      const key = sampleKey("ann", "h1", { expires_at: 9_000 });
      expect(await storage.agents.register(agent, key)).toBe("ok");
      const again = await reopen();
      expect(await again.agents.find("ann")).toEqual(agent);
      expect(await again.agents.findKey("h1")).toEqual({ agent, key });
    }),
  );

  test(
    "[H2] a taken name is a value, and leaves the first agent and its key as they were",
    use(async ({ storage: { agents } }) => {
      await agents.register(sampleAgent("ann"), sampleKey("ann", "h1"));
      expect(await agents.register(sampleAgent("ann", { name: "Eve" }), sampleKey("ann", "h2"))).toBe(
        "taken",
      );
      expect((await agents.find("ann"))?.name).toBe("Agent ann");
      expect(await agents.findKey("h2")).toBeNull();
    }),
  );

  test(
    "[H2] a key that cannot be stored takes its agent along",
    use(async ({ storage: { agents } }) => {
      await agents.register(sampleAgent("ann"), sampleKey("ann", "h1"));
      expect(await rejectionOf(agents.register(sampleAgent("bob"), sampleKey("bob", "h1")))).toBeInstanceOf(
        Error,
      );
      expect(await agents.find("bob")).toBeNull();
    }),
  );

  test(
    "[H3] an unknown agent or key is null",
    use(async ({ storage: { agents } }) => {
      expect(await agents.find("nobody")).toBeNull();
      expect(await agents.findKey("nothing")).toBeNull();
    }),
  );

  test(
    "[H15] a ping resolves while the database answers, and rejects when it is closed",
    use(async ({ storage, reopen }) => {
      expect(await storage.ping()).toBeUndefined();
      const again = await reopen();
      expect(await again.ping()).toBeUndefined();
      expect(await rejectionOf(storage.ping())).toBeInstanceOf(Error);
    }),
  );
}
