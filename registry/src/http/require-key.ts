import { createMiddleware } from "hono/factory";
import { authenticate, type KeySource } from "#registry/access/keys.ts";
import { decideByKey } from "#schemas/access.ts";
import { CALLS, type CallName } from "#schemas/calls.ts";
import type { Env } from "./env.ts";
import { refuseAccess } from "./refuse-access.ts";

/** Middleware that lets only callers through whose key is good for this call, and says who calls. */
export type RequireKey = (call: CallName) => ReturnType<typeof createMiddleware<Env>>;

/** Makes `requireKey` from where keys are found; `now` in ms. */
export function createRequireKey(storage: KeySource, now: () => number): RequireKey {
  return (call) =>
    createMiddleware<Env>(async (c, next) => {
      const header = c.req.header("authorization");
      // Links may be for people without an account; a key that is sent all the same has to be good.
      if (header === undefined && CALLS[call].by === "link") return next();
      const caller = await authenticate(storage, header, now());
      if (caller === null) return refuseAccess(call, "unauthenticated", header !== undefined);
      const { scopes, sop } = caller.key;
      const verdict = decideByKey(call, { scopes, isGuest: sop !== null });
      if (verdict !== "allowed") return refuseAccess(call, verdict);
      c.set("caller", caller);
      await next();
    });
}
