import { Hono } from "hono";
import type { Deps } from "#registry/deps.ts";
import type { CallDeps } from "./calls.ts";
import { acceptInviteRoutes } from "./accept-invite.ts";
import { activityRoutes } from "./activity.ts";
import { approveRoutes } from "./approve.ts";
import { createSopRoutes } from "./create-sop.ts";
import { deleteSopRoutes } from "./delete-sop.ts";
import { diffRoutes } from "./diff.ts";
import { editSopRoutes } from "./edit-sop.ts";
import type { Env } from "./env.ts";
import { eventsRoutes } from "./events.ts";
import { exportSopRoutes } from "./export-sop.ts";
import { answerFault } from "./fault.ts";
import { healthRoutes } from "./health.ts";
import { invitesRoutes } from "./invites.ts";
import { keysRoutes } from "./keys.ts";
import { listSopsRoutes } from "./list-sops.ts";
import { locksRoutes } from "./locks.ts";
import { membersRoutes } from "./members.ts";
import { messagesRoutes } from "./messages.ts";
import { answerUnrouted } from "./unrouted.ts";
import { metricsRoutes } from "./metrics.ts";
import { newsRoutes } from "./news.ts";
import { noticesRoutes } from "./notices.ts";
import { patchesRoutes } from "./patches.ts";
import { presenceRoutes } from "./presence.ts";
import { putSopRoutes } from "./put-sop.ts";
import { readSopRoutes } from "./read-sop.ts";
import { registerRoutes } from "./register.ts";
import { createRequireKey } from "./require-key.ts";
import { restoreRoutes } from "./restore.ts";
import { revertRoutes } from "./revert.ts";
import { versionsRoutes } from "./versions.ts";
import { wsTicketRoutes } from "./ws-ticket.ts";

/** The HTTP side of the registry: everything but the socket. Give `{ server }` as Hono's env for streams to last. */
export function createApp(deps: Deps): Hono<Env> {
  const requireKey = createRequireKey(deps.access);
  const calls: CallDeps = { ...deps, requireKey };
  const app = new Hono<Env>();
  app.route("/", healthRoutes(deps));
  app.route("/", metricsRoutes(calls));
  app.route("/v1/auth", registerRoutes(calls));
  app.route("/v1/auth", keysRoutes(calls));
  app.route("/v1", newsRoutes(calls));
  app.route("/v1/invites", acceptInviteRoutes(calls));
  for (const routes of SOP_ROUTES) app.route("/v1/sop", routes(calls));
  app.notFound((c) => answerUnrouted(app, c));
  app.onError((error, c) => answerFault(error, c, deps.log));
  return app;
}

const SOP_ROUTES: readonly ((deps: CallDeps) => Hono<Env>)[] = [
  createSopRoutes,
  listSopsRoutes,
  readSopRoutes,
  exportSopRoutes,
  editSopRoutes,
  putSopRoutes,
  deleteSopRoutes,
  patchesRoutes,
  noticesRoutes,
  eventsRoutes,
  messagesRoutes,
  presenceRoutes,
  locksRoutes,
  wsTicketRoutes,
  membersRoutes,
  invitesRoutes,
  activityRoutes,
  versionsRoutes,
  diffRoutes,
  restoreRoutes,
  revertRoutes,
  approveRoutes,
];
