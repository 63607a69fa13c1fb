import { createMiddleware } from "hono/factory";
import { findFor } from "#registry/access/find-for.ts";
import type { Deps } from "#registry/deps.ts";
import { decide } from "#schemas/access.ts";
import type { CallName } from "#schemas/calls.ts";
import type { Env } from "./env.ts";
import { refuseAccess } from "./refuse-access.ts";

/**
 * Middleware that lets only callers through whose role on the SOP in the path allows this call, and says what it is.
 * No role, no such SOP, another SOP than a guest's: the same query and the same 404.
 */
export function requireSop(deps: Pick<Deps, "storage" | "clock" | "config">, call: CallName) {
  return createMiddleware<Env>(async (c, next) => {
    const caller = c.get("caller");
    const sop = await findFor(deps, c.req.param("id") ?? "", caller);
    const verdict = decide(call, {
      scopes: caller.key.scopes,
      isGuest: caller.key.sop !== null,
      role: sop?.role ?? null,
      isDeleted: sop !== null && sop.deleted_at !== null,
    });
    if (verdict !== "allowed") return refuseAccess(call, verdict);
    // No role is no SOP, and was refused.
    if (sop === null) throw new Error("a call was allowed on a SOP that is not there");
    c.set("sop", sop);
    c.set("role", sop.role);
    c.set("call", call);
    await next();
  });
}
