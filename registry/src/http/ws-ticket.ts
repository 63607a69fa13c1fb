import { Hono } from "hono";
import type { CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { requireSop } from "./require-sop.ts";

/** `POST /sop/:id/ws-ticket`: opens one socket of this SOP by `?ticket=`, for pages, which cannot set headers on it. */
export function wsTicketRoutes(deps: CallDeps): Hono<Env> {
  const { access, clock, requireKey } = deps;
  const call = "POST /v1/sop/:id/ws-ticket";
  return new Hono<Env>().post("/:id/ws-ticket", requireKey(call), requireSop(deps, call), (c) => {
    const { ticket, expires_at } = access.tickets.issue(c.get("caller"), c.get("sop").id, clock.now());
    return c.json({ ticket, expires_at: new Date(expires_at).toISOString() }, 201);
  });
}
