import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "pino";
import { IssuerFault } from "#registry/access/tokens.ts";
import { loggedPath } from "#registry/front/logged-path.ts";
import { StorageFailed } from "#registry/storage/storage-failed.ts";
import { StorageFault } from "#registry/storage/storage.ts";
import type { Env } from "./env.ts";
import { issuerFault, problem } from "./problem.ts";

/** The answer where something was thrown within a call; see `faultToProblem`. */
export function answerFault(error: Error, c: Context<Env>, log: Logger): Response {
  return faultToProblem(error, c.req.raw, log);
}

/**
 * What was thrown, as an answer: a body that is no JSON is the caller's fault; where the storage failed, trying again
 * may help; all else is a defect here. The last two are logged.
 */
export function faultToProblem(error: unknown, { method, url }: Request, log: Logger): Response {
  if (error instanceof HTTPException && error.status === 400)
    return problem("malformed", "The body is not JSON.");
  if (error instanceof IssuerFault) {
    log.warn({ err: error }, "a token could not be verified");
    return issuerFault();
  }
  log.error({ err: error, method, path: loggedPath(url) }, "a call failed");
  if (error instanceof StorageFailed || error instanceof StorageFault) {
    return problem("storage", "The registry's storage failed at this; it was logged.", {
      headers: { "retry-after": "1" },
    });
  }
  return problem("internal", "Something went wrong here; it was logged.");
}
