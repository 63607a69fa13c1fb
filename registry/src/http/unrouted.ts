import type { Context, Hono } from "hono";
import type { Env } from "./env.ts";
import { problem } from "./problem.ts";

/** The answer where no route fits: 204 to OPTIONS and 405 to another wrong method on a path that is there, else 404. */
export function answerUnrouted(app: Hono<Env>, c: Context<Env>): Response {
  const allowed = METHODS.filter((method) => isRouted(app, method, c.req.path));
  if (allowed.length === 0) return problem("not_found", "There is nothing at this path.");
  if (allowed.includes("GET")) allowed.push("HEAD");
  const allow = [...allowed, "OPTIONS"].join(", ");
  // No CORS headers: other origins' pages may not read anything here.
  if (c.req.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
  return problem("method_not_allowed", `${c.req.method} is not for this path.`, { headers: { allow } });
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Middleware is routed for every method ("ALL") and says nothing about what a path can do. */
function isRouted(app: Hono<Env>, method: string, path: string): boolean {
  return app.router.match(method, path)[0].some(([[, route]]) => route.method !== "ALL");
}
