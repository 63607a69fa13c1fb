import { Hono } from "hono";
import type { GraphView } from "#schemas/change/types.ts";
import { RestoreBody } from "#schemas/protocol/history.ts";
import { EditHeaders, MessagesQuery } from "#schemas/protocol/http.ts";
import { takeBody } from "./body.ts";
import { jsonText, openRoom, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { etagOf } from "./etag.ts";
import { findVersion } from "./find-version.ts";
import { makeSubmission, refuseForce } from "./registry-made.ts";
import { requireSop } from "./require-sop.ts";
import { settle } from "./settle.ts";
import { validated } from "./validated.ts";

/** `POST /sop/:id/restore {version, force?}`: the graph of a kept version is the newest one's again, as one new version. */
export function restoreRoutes(deps: CallDeps): Hono<Env> {
  return new Hono<Env>().post(
    "/:id/restore",
    deps.requireKey(CALL),
    requireSop(deps, CALL),
    validated("query", MessagesQuery),
    validated("header", EditHeaders),
    takeBody("application/json", MAX_BYTES),
    validated("json", RestoreBody),
    async (c) => {
      const body = c.req.valid("json");
      const room = await openRoom(c, deps);
      if (room instanceof Response) return room;
      const refused = refuseForce(c, `${CALL}#force`, body.force);
      if (refused) return refused;
      const now = await room.read();
      const then = await findVersion(deps.storage.log, now, body.version);
      if (then instanceof Response) return then;
      const submit = makeSubmission({
        word: "restore",
        query: c.req.valid("query"),
        headers: c.req.valid("header"),
        body,
        agent: c.get("caller").agent.agent_id,
        etag: etagOf(room.record),
        now: deps.clock.now(),
        tell: (version) => ({ kind: "restored", version, restored_version: body.version }),
      });
      const graph: GraphView = JSON.parse(then.graphText);
      const settled = await settle(c, deps, room, submit(graph));
      if (settled instanceof Response) return settled;
      const { version, head, ops, outcomes } = settled;
      const text = `{"version":${version},"ops":${ops},"outcomes":${JSON.stringify(outcomes)}}`;
      return jsonText(text, { etag: etagOf({ version, head }) });
    },
  );
}

const CALL = "POST /v1/sop/:id/restore";

/** Two members. */
const MAX_BYTES = 4 * 1024;
