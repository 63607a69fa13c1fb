import { createMiddleware } from "hono/factory";
import { authenticate, type KeySource } from "#registry/access/keys.ts";
import type { Scope } from "#registry/storage/agents.ts";
import type { Env } from "./env.ts";
import { problem } from "./problem.ts";

/** Middleware that lets only calls with a valid key of this scope through, and says who calls. */
export type RequireKey = (scope: Scope) => ReturnType<typeof createMiddleware<Env>>;

/** Makes `requireKey` from where keys are found; `now` in ms. */
export function createRequireKey(storage: KeySource, now: () => number): RequireKey {
  return (scope) =>
    createMiddleware<Env>(async (c, next) => {
      const header = c.req.header("authorization");
      const caller = await authenticate(storage, header, now());
      if (caller === null) return unauthenticated(header !== undefined);
      if (!caller.key.scopes.includes(scope)) {
        return problem("forbidden", `This key lacks the scope "${scope}".`);
      }
      c.set("caller", caller);
      await next();
    });
}

function unauthenticated(tried: boolean): Response {
  const challenge = 'Bearer realm="registry"';
  const detail = tried
    ? "This key is unknown, revoked or has ended."
    : "Send a key: Authorization: Bearer kp_…";
  return problem("unauthenticated", detail, {
    headers: { "www-authenticate": tried ? `${challenge}, error="invalid_token"` : challenge },
  });
}
