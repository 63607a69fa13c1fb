import { createMiddleware } from "hono/factory";
import type { Access } from "#registry/access/access.ts";
import { decideByKey } from "#schemas/access.ts";
import { CALLS, type CallName } from "#schemas/calls.ts";
import type { Env } from "./env.ts";
import { refuseAccess } from "./refuse-access.ts";

/** Middleware that lets only callers through whose key is good for this call, and says who calls. */
export type RequireKey = (call: CallName) => ReturnType<typeof createMiddleware<Env>>;

/** Makes `requireKey` from what tells callers apart. */
export function createRequireKey(access: Pick<Access, "authenticate">): RequireKey {
  return (call) =>
    createMiddleware<Env>(async (c, next) => {
      const header = c.req.header("authorization");
      // Links may be for people without an account; a key that is sent all the same has to be good.
      if (header === undefined && CALLS[call].by === "link") return next();
      const caller = await access.authenticate(header);
      if (caller === null) return refuseAccess(call, "unauthenticated", header !== undefined);
      const { scopes, sop } = caller.key;
      const verdict = decideByKey(call, { scopes, isGuest: sop !== null });
      if (verdict !== "allowed") return refuseAccess(call, verdict);
      c.set("caller", caller);
      await next();
    });
}
