import { Hono } from "hono";
import { cacheKeys } from "#registry/access/key-cache.ts";
import type { Deps } from "#registry/deps.ts";
import type { CallDeps } from "./calls.ts";
import { createSopRoutes } from "./create-sop.ts";
import { deleteSopRoutes } from "./delete-sop.ts";
import { editSopRoutes } from "./edit-sop.ts";
import type { Env } from "./env.ts";
import { eventsRoutes } from "./events.ts";
import { answerFault } from "./fault.ts";
import { healthRoutes } from "./health.ts";
import { listSopsRoutes } from "./list-sops.ts";
import { messagesRoutes } from "./messages.ts";
import { answerUnrouted } from "./unrouted.ts";
import { metricsRoutes } from "./metrics.ts";
import { noticesRoutes } from "./notices.ts";
import { patchesRoutes } from "./patches.ts";
import { putSopRoutes } from "./put-sop.ts";
import { readSopRoutes } from "./read-sop.ts";
import { registerRoutes } from "./register.ts";
import { createRequireKey } from "./require-key.ts";

/** The HTTP side of the registry: everything but the socket. Give `{ server }` as Hono's env for streams to last. */
export function createApp(deps: Deps): Hono<Env> {
  const now = () => deps.clock.now();
  const requireKey = createRequireKey({ agents: cacheKeys(deps.storage.agents, now) }, now);
  const calls: CallDeps = { ...deps, requireKey };
  const app = new Hono<Env>();
  app.route("/", healthRoutes(deps));
  app.route("/", metricsRoutes(calls));
  app.route("/v1/auth", registerRoutes(calls));
  for (const routes of SOP_ROUTES) app.route("/v1/sop", routes(calls));
  app.notFound((c) => answerUnrouted(app, c));
  app.onError((error, c) => answerFault(error, c, deps.log));
  return app;
}

const SOP_ROUTES: readonly ((deps: CallDeps) => Hono<Env>)[] = [
  createSopRoutes,
  listSopsRoutes,
  readSopRoutes,
  editSopRoutes,
  putSopRoutes,
  deleteSopRoutes,
  patchesRoutes,
  noticesRoutes,
  eventsRoutes,
  messagesRoutes,
];
