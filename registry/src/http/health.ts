import { Hono } from "hono";
import type { Deps } from "#registry/deps.ts";
import type { Env } from "./env.ts";
import { problem } from "./problem.ts";

/** `GET /healthz`: the process lives. `GET /readyz`: its database answers too, else 503. */
export function healthRoutes({ storage, log }: Pick<Deps, "storage" | "log">): Hono<Env> {
  return new Hono<Env>()
    .get("/healthz", (c) => c.json({ status: "ok" }))
    .get("/readyz", async (c) => {
      try {
        await storage.ping();
        return c.json({ status: "ok" });
      } catch (error) {
        log.error({ err: error }, "the database does not answer");
        return problem("storage", "The database does not answer.");
      }
    });
}
