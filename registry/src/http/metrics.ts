import { createMiddleware } from "hono/factory";
import { Hono } from "hono";
import { decideByKey } from "#schemas/access.ts";
import type { CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";

/** `GET /metrics` for Prometheus: for keys with the scope `admin`, and for whoever asks on this very machine. */
export function metricsRoutes({ prometheus, requireKey }: Pick<CallDeps, "prometheus" | "requireKey">) {
  const admin = requireKey("GET /metrics");
  const allowed = createMiddleware<Env>(async (c, next) => {
    const asker = {
      scopes: null,
      isLocal: isLocal(c.req.raw.headers, c.env.server?.requestIP(c.req.raw)?.address),
    };
    return decideByKey("GET /metrics", asker) === "allowed" ? next() : admin(c, next);
  });
  return new Hono<Env>().get("/metrics", allowed, async (c) =>
    c.body(await prometheus.render(), 200, { "content-type": prometheus.contentType }),
  );
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOCAL_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/;

/** What a proxy adds: a call that came through one comes from loopback, whoever made it. */
const PROXIED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/** The `Host` has to be local too: a name that a foreign page made point here is not. */
function isLocal(headers: Headers, address: string | undefined): boolean {
  if (address === undefined || !LOOPBACK.test(address)) return false;
  if (PROXIED.some((name) => headers.has(name))) return false;
  return LOCAL_HOST.test(headers.get("host") ?? "");
}
