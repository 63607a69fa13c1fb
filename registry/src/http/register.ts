import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { makeKey } from "#registry/access/new-key.ts";
import type { Config } from "#registry/config.ts";
import type { Scope } from "#registry/storage/agents.ts";
import { RegisterBody, type RegisterAnswer } from "#schemas/protocol/http.ts";
import { takeBody } from "./body.ts";
import type { CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { plainJson } from "./plain-json.ts";
import { problem } from "./problem.ts";
import { validated } from "./validated.ts";

/** `POST /auth/register`: a new agent and its first key, whose raw form is told here and never again. */
export function registerRoutes({ storage, config, clock }: CallDeps): Hono<Env> {
  const checks = [
    onlyWhileOpen(config),
    takeBody("application/json", MAX_BYTES),
    validated("json", plainJson(RegisterBody, MAX_DEPTH), "invalid"),
  ] as const;
  return new Hono<Env>().post("/register", ...checks, async (c) => {
    const { agent_id, name = agent_id, scopes = DEFAULT_SCOPES } = c.req.valid("json");
    if (scopes.includes("admin"))
      return problem("forbidden", 'The scope "admin" is never given by registering.');
    const created_at = clock.now();
    const agent = { agent_id, name, org_id: config.defaultOrg, created_at };
    const { raw, record } = makeKey(agent_id, [...new Set(scopes)], created_at);
    if ((await storage.agents.register(agent, record)) === "taken") {
      return problem("agent_taken", `The agent_id "${agent_id}" is taken.`);
    }
    const answer: RegisterAnswer = {
      agent_id,
      org_id: agent.org_id,
      name,
      api_key: raw,
      key_prefix: record.prefix,
      scopes: [...record.scopes],
      created_at: new Date(created_at).toISOString(),
    };
    return c.json(answer, 201);
  });
}

function onlyWhileOpen({ registration }: Pick<Config, "registration">) {
  return createMiddleware<Env>(async (_c, next) => {
    if (registration === "open") return next();
    return problem("registration_closed", "This registry registers no agents by itself; ask who runs it.");
  });
}

const DEFAULT_SCOPES: readonly Scope[] = ["read", "write"];

/** Three short members: whoever has no key yet gets no megabytes read. */
const MAX_BYTES = 16 * 1024;
const MAX_DEPTH = 4;
