import { Hono } from "hono";
import { toNotice } from "#registry/room/encode-notice.ts";
import type { CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { requireSop } from "./require-sop.ts";

/** `GET /sop/:id/notices`: the caller's own notices that nobody has taken, oldest first. Reading takes none away. */
export function noticesRoutes(deps: CallDeps): Hono<Env> {
  const open = [
    deps.requireKey("GET /v1/sop/:id/notices"),
    requireSop(deps, "GET /v1/sop/:id/notices"),
  ] as const;
  return new Hono<Env>().get("/:id/notices", ...open, async (c) => {
    const notices = await deps.storage.log.notices(c.get("sop").id, c.get("caller").agent.agent_id);
    return c.json({ items: notices.map(toNotice) });
  });
}
