import { Hono } from "hono";
import type { Deps } from "#registry/deps.ts";
import type { Env } from "./env.ts";
import { problem } from "./problem.ts";

/** Whoever asks whether the registry is ready wants to hear it soon, also when the database hangs. */
const PATIENCE_MS = 2000;

/**
 * `GET /healthz`: the process lives. `GET /readyz`: it takes calls and its database answers; else 503, whose detail says
 * which of them it is.
 */
export function healthRoutes({
  storage,
  rooms,
  clock,
  log,
}: Pick<Deps, "storage" | "rooms" | "clock" | "log">) {
  return new Hono<Env>()
    .get("/healthz", (c) => c.json({ status: "ok" }))
    .get("/readyz", async (c) => {
      if (rooms.isClosed) return notReady("overloaded", "The registry is stopping.");
      const late = Promise.withResolvers<"late">();
      const cancel = clock.after(PATIENCE_MS, () => late.resolve("late"));
      try {
        const end = await Promise.race([storage.ping(), late.promise]);
        if (end === "late")
          return notReady("storage", `The database has not answered for ${PATIENCE_MS} ms.`);
        return c.json({ status: "ok", checks: { database: "ok" } });
      } catch (error) {
        log.error({ err: error }, "the database does not answer");
        return notReady("storage", "The database refuses to answer; why is in the log.");
      } finally {
        cancel();
      }
    });
}

function notReady(code: "storage" | "overloaded", detail: string): Response {
  return problem(code, detail, { headers: { "retry-after": "1" } });
}
