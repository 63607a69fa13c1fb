import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { ADMIN_AGENT } from "#registry/access/bootstrap.ts";
import { makeKey } from "#registry/access/new-key.ts";
import type { Scope } from "#registry/storage/agents.ts";
import { RegisterBody } from "#schemas/protocol/http.ts";
import { takeBody } from "./body.ts";
import type { CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { toKeyAnswer } from "./key-answer.ts";
import { plainJson } from "./plain-json.ts";
import { problem } from "./problem.ts";
import { validated } from "./validated.ts";

/** `POST /auth/register`: a new agent and its first key, whose raw form is told here and never again. */
export function registerRoutes({ storage, config, clock, access }: CallDeps): Hono<Env> {
  const checks = [
    onlyWhileOpen({ config, access }),
    takeBody("application/json", MAX_BYTES),
    validated("json", plainJson(RegisterBody, MAX_DEPTH), "invalid"),
  ] as const;
  return new Hono<Env>().post("/register", ...checks, async (c) => {
    const { agent_id, name = agent_id, scopes = DEFAULT_SCOPES } = c.req.valid("json");
    if (scopes.includes("admin"))
      return problem("forbidden", 'The scope "admin" is never given by registering.');
    const created_at = clock.now();
    const agent = { agent_id, name, org_id: config.defaultOrg, created_at };
    const made = makeKey(agent_id, [...new Set(scopes)], created_at);
    if (agent_id === ADMIN_AGENT || (await storage.agents.register(agent, made.record)) === "taken") {
      return problem("agent_taken", `The agent_id "${agent_id}" is taken.`);
    }
    return c.json(toKeyAnswer(agent, made), 201);
  });
}

/** An admin registers others at any time: somebody has to, where nobody registers by themselves. */
function onlyWhileOpen({ config, access }: Pick<CallDeps, "config" | "access">) {
  return createMiddleware<Env>(async (c, next) => {
    if (config.registration === "open") return next();
    const caller = await access.authenticate(c.req.header("authorization"));
    if (caller?.key.scopes.includes("admin") === true) return next();
    return problem("registration_closed", "This registry registers no agents by itself; ask who runs it.");
  });
}

const DEFAULT_SCOPES: readonly Scope[] = ["read", "write"];

/** Three short members: whoever has no key yet gets no megabytes read. */
const MAX_BYTES = 16 * 1024;
const MAX_DEPTH = 4;
