import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "pino";
import type { Env } from "./env.ts";
import { problem } from "./problem.ts";

/** The answer where something was thrown: a body that is no JSON is the caller's; all else is a defect here, and logged. */
export function answerFault(error: Error, c: Context<Env>, log: Logger): Response {
  if (error instanceof HTTPException && error.status === 400)
    return problem("malformed", "The body is not JSON.");
  log.error({ err: error, method: c.req.method, path: c.req.path }, "a call failed");
  return problem("internal", "Something went wrong here; it was logged.");
}
