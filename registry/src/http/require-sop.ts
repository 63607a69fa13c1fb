import { createMiddleware } from "hono/factory";
import { isAtLeast, roleOn } from "#registry/access/role.ts";
import type { Deps } from "#registry/deps.ts";
import { SopId } from "#schemas/ids.ts";
import type { Role } from "#schemas/protocol/document.ts";
import type { Env } from "./env.ts";
import { noSuchSop, problem, sopGone } from "./problem.ts";

/**
 * Middleware that lets only callers through who have at least `needed` on the SOP in the path, and says what they have.
 * No role, no such SOP, an id that cannot be one: the same 404. Deleted: 410 for who had a role, while it can come back.
 */
export function requireSop(
  { storage, clock, config }: Pick<Deps, "storage" | "clock" | "config">,
  needed: Role,
  { deletedToo = false }: { readonly deletedToo?: boolean } = {},
) {
  return createMiddleware<Env>(async (c, next) => {
    const id = SopId.safeParse(c.req.param("id"));
    const sop = id.success ? await storage.sops.find(id.data) : null;
    if (sop === null) return noSuchSop();
    const role = roleOn(sop, c.get("caller").agent.agent_id);
    if (role === null) return noSuchSop();
    if (sop.deleted_at !== null) {
      if (sop.deleted_at + config.limits.undelete_ms <= clock.now()) return noSuchSop();
      if (!deletedToo) return sopGone();
    }
    if (!isAtLeast(role, needed))
      return problem("forbidden", `This needs the role "${needed}", you are ${role}.`);
    c.set("sop", sop);
    c.set("role", role);
    await next();
  });
}
