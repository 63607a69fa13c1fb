import { Hono } from "hono";
import { encodePatchList } from "#registry/room/encode-patch.ts";
import { PatchesQuery } from "#schemas/protocol/http.ts";
import { jsonText, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { historyGone } from "./history-gone.ts";
import { requireSop } from "./require-sop.ts";
import { validated } from "./validated.ts";

/** `GET /sop/:id/patches?since=n&limit=`: the versions after `since` in order; `next_cursor` is the next `since`. */
export function patchesRoutes(deps: CallDeps): Hono<Env> {
  const { log } = deps.storage;
  const open = [
    deps.requireKey("GET /v1/sop/:id/patches"),
    requireSop(deps, "GET /v1/sop/:id/patches"),
    validated("query", PatchesQuery),
  ] as const;
  return new Hono<Env>().get("/:id/patches", ...open, async (c) => {
    const { since: first, limit, cursor } = c.req.valid("query");
    const since = cursor ?? first;
    const { id } = c.get("sop");
    const floor = await log.floor(id);
    if (since < floor) return historyGone(floor);
    // One more than asked tells whether there is a next page.
    const found = await log.patches(id, since, limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last !== undefined ? `,"next_cursor":"${last.version}"` : "";
    return jsonText(`{"items":${encodePatchList(page)}${next}}`);
  });
}
