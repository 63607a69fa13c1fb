import type { Config } from "#registry/config.ts";
import { problem } from "#registry/http/problem.ts";
import { isOwnOrigin } from "#registry/peer/origin.ts";

type Origins = Pick<Config, "publicUrl" | "allowedOrigins">;

/** The answer to a browser's question before a call from an allowed origin; undefined: this is no such question. */
export function answerPreflight(request: Request, { allowedOrigins }: Origins): Response | undefined {
  const { method, headers } = request;
  const origin = headers.get("origin");
  if (method !== "OPTIONS" || !headers.has("access-control-request-method")) return undefined;
  if (origin === null || !allowedOrigins.includes(origin)) return undefined;
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
      "access-control-allow-headers": CALL_HEADERS,
      "access-control-max-age": "600",
      vary: "Access-Control-Request-Method, Access-Control-Request-Headers",
    },
  });
}

/**
 * The refusal of a call that would change something and that another origin's page makes: such a page may bring
 * nothing along by itself, and whoever runs the registry names the pages that may call it. Undefined: not refused.
 */
export function refuseForeignOrigin(request: Request, origins: Origins): Response | undefined {
  if (SAFE.has(request.method) || isOwnOrigin(request, origins)) return undefined;
  return problem("forbidden", "This origin is not allowed (KP_ALLOWED_ORIGINS).");
}

/** Lets an allowed origin's page read the answer; no other one's. */
export function addCorsHeaders(headers: Headers, origin: string | null, { allowedOrigins }: Origins): void {
  headers.append("vary", "Origin");
  if (origin === null || !allowedOrigins.includes(origin)) return;
  headers.set("access-control-allow-origin", origin);
  headers.set("access-control-expose-headers", ANSWER_HEADERS);
}

const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);
const CALL_HEADERS =
  "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Last-Event-ID, Cache-Control";
const ANSWER_HEADERS =
  "ETag, RateLimit, RateLimit-Policy, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, Link, Content-Disposition";
