import { Hono } from "hono";
import { encodeSop } from "#registry/room/encode-sop.ts";
import type { Room } from "#registry/room/room.ts";
import { decide } from "#schemas/access.ts";
import type { Json } from "#schemas/json.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Visibility } from "#schemas/protocol/document.ts";
import { EditHeaders, EditQuery, PutBody } from "#schemas/protocol/http.ts";
import { takeBody } from "./body.ts";
import { jsonText, openRoom, type CallDeps } from "./calls.ts";
import { toSubmission } from "./edit-sop.ts";
import type { Env } from "./env.ts";
import { etagOf } from "./etag.ts";
import { graphBody } from "./graph-body.ts";
import { problem } from "./problem.ts";
import { refuseAccess } from "./refuse-access.ts";
import { requireSop } from "./require-sop.ts";
import { settle } from "./settle.ts";
import { validated } from "./validated.ts";

/** `PUT /sop/:id`: a whole graph, committed as what it changes against the caller's base; and who may come in. */
export function putSopRoutes(deps: CallDeps): Hono<Env> {
  const { config, clock, requireKey } = deps;
  return new Hono<Env>().put(
    "/:id",
    requireKey("PUT /v1/sop/:id"),
    requireSop(deps, "PUT /v1/sop/:id"),
    validated("query", EditQuery),
    validated("header", EditHeaders),
    takeBody("application/json", config.limits.body_bytes),
    validated("json", graphBody(PutBody, config.limits)),
    async (c) => {
      const { graph, visibility } = c.req.valid("json");
      const query = c.req.valid("query");
      const headers = c.req.valid("header");
      if (graph !== undefined && query.base === undefined && headers["if-match"] === undefined) {
        return problem("precondition_required", "Say which version you changed: ?base=n or If-Match.");
      }
      const room = await openRoom(c, deps);
      if (room instanceof Response) return room;
      if (visibility !== undefined) {
        const verdict = decide(OPENING, { scopes: c.get("caller").key.scopes, role: c.get("role") });
        if (verdict !== "allowed") return refuseAccess(OPENING, verdict);
      }
      if (graph !== undefined) {
        const call = { ...query, headers, ops: [replaceAll(graph)] };
        const submission = toSubmission(call, c.get("caller").agent.agent_id, room, clock.now());
        const settled = await settle(c, deps, room, { ...submission, unbounded: true });
        if (settled instanceof Response) return settled;
      }
      if (visibility !== undefined) await changeVisibility(deps, room, visibility);
      const { record, graphText } = await room.read();
      return jsonText(encodeSop(record, c.get("role"), graphText), { etag: etagOf(record) });
    },
  );
}

/** Saying who may come in is an owner's, in the same call. */
const OPENING = "PUT /v1/sop/:id#visibility";

/** One op that stands for the whole difference: the judging compares it with the graph at the base. */
function replaceAll(graph: Graph) {
  // A parsed body is JSON; the schema's types only name what is in it.
  return { op: "replace" as const, path: "", value: graph as unknown as Json };
}

async function changeVisibility(
  { storage, clock }: Pick<CallDeps, "storage" | "clock">,
  room: Room,
  visibility: Visibility,
): Promise<void> {
  const change = { visibility, updated_at: clock.now() };
  if (await storage.sops.update(room.sop, change)) room.changed(change);
}
