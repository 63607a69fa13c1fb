import type { Deps } from "#registry/deps.ts";
import { faultToProblem } from "#registry/http/fault.ts";
import { addressOf } from "./address.ts";
import type { CallLimits, Limited } from "./call-limits.ts";
import { addCorsHeaders, answerPreflight, refuseForeignOrigin } from "./cors.ts";
import type { Host } from "./host.ts";
import { loggedPath } from "./logged-path.ts";
import { rateHeaders, tooMany } from "./rate-headers.ts";
import { createSecurityHeaders } from "./security-headers.ts";

/** A request as the server hands it on. */
export interface Incoming {
  readonly request: Request;
  readonly address: string;
  readonly host: Host;
}

/** What stands before every call, sockets' too: undefined means that the request became a socket. */
export type Front = (request: Request, host: Host) => Promise<Response | undefined>;

type FrontDeps = Pick<Deps, "config" | "log" | "measures">;

/**
 * Makes the front: limits → preflight → origin → the call itself → refused credentials counted → headers → measured and
 * logged. Never rejects.
 */
export function createFront(
  { config, log, measures }: FrontDeps,
  limits: CallLimits,
  answer: (incoming: Incoming) => Promise<Response | undefined>,
): Front {
  const { trustProxy } = config;
  const secure = createSecurityHeaders(config.publicUrl);

  async function call(incoming: Incoming, limited: Limited): Promise<Response | undefined> {
    const { request } = incoming;
    if (!limited.isAllowed) return tooMany(limited);
    const preflight = answerPreflight(request, config);
    if (preflight !== undefined) return preflight;
    // What asks for a socket is refused in the way that a browser can see.
    const refused = refuseForeignOrigin(request, config);
    if (refused !== undefined) return refused;
    try {
      return await answer(incoming);
    } catch (error) {
      return faultToProblem(error, request, log);
    }
  }

  return async (request, host) => {
    const startedAt = measures.now();
    const { headers, method } = request;
    const address = addressOf({
      direct: host.address,
      forwarded: headers.get("x-forwarded-for"),
      trustProxy,
    });
    const authorization = headers.get("authorization");
    const { pathname: path } = new URL(request.url);
    let limited = limits.take({ address, authorization, path });
    let response = await call({ request, address, host }, limited);
    if (response?.status === 401 && hasCredential(request)) {
      const failed = limits.takeFailure(address, "http");
      if (!failed.isAllowed) {
        limited = failed;
        response = tooMany(failed);
      }
    }
    if (response !== undefined) {
      for (const [name, value] of Object.entries(rateHeaders(limited))) response.headers.set(name, value);
      addCorsHeaders(response.headers, headers.get("origin"), config);
      secure(response.headers);
    }
    const status = response?.status ?? SWITCHING;
    measures.callAnswered(method, status);
    if (log.isLevelEnabled("debug")) {
      const ms = Math.round((measures.now() - startedAt) * 10) / 10;
      log.debug({ method, path: loggedPath(request.url), status, ms, address }, "call");
    }
    return response;
  };
}

/** True when a call brings something that could be a right credential: calls without one try nothing. */
export function hasCredential({ headers, url }: Pick<Request, "headers" | "url">): boolean {
  return headers.has("authorization") || new URL(url).searchParams.has("ticket");
}

const SWITCHING = 101;
