import { Hono } from "hono";
import { encodeSop } from "#registry/room/encode-sop.ts";
import { makePin } from "#registry/room/make-pin.ts";
import { ApproveBody } from "#schemas/protocol/history.ts";
import { takeBody } from "./body.ts";
import { jsonText, openRoom, roomOver, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { etagOf } from "./etag.ts";
import { historyGone } from "./history-gone.ts";
import { problem, sopGone } from "./problem.ts";
import { requireSop } from "./require-sop.ts";
import { validated } from "./validated.ts";

/** `POST /sop/:id/approve {version}`: this version is good; the SOP is `approved` while it is the newest one. */
export function approveRoutes(deps: CallDeps): Hono<Env> {
  const { storage, clock } = deps;
  return new Hono<Env>().post(
    "/:id/approve",
    deps.requireKey(CALL),
    requireSop(deps, CALL),
    takeBody("application/json", MAX_BYTES),
    validated("json", ApproveBody),
    async (c) => {
      const { version } = c.req.valid("json");
      const room = await openRoom(c, deps);
      if (room instanceof Response) return room;
      const newest = (await room.read()).record.version;
      if (version > newest)
        return problem("not_found", `There is no version ${version} yet, the newest is ${newest}.`);
      const pin = await makePin(storage.log, room.sop, version);
      if (pin === null) return historyGone(await storage.log.floor(room.sop));
      const act = { by: c.get("caller").agent.agent_id, at: clock.now() };
      // In its turn: an edit on its way to the disk would be told before the approval and end it on disk.
      const end = await room.inTurn(async () => {
        const approved = await storage.versions.approve(room.sop, pin, act);
        if (approved?.isNew === true) {
          const { status, approved: what, updated_at } = approved.record;
          room.changed({ status, approved: what, updated_at });
        }
        return approved;
      });
      if (end === "over") return roomOver(c, deps);
      if (end === null) return sopGone();
      const { record, graphText } = await room.read();
      return jsonText(encodeSop(record, c.get("role"), graphText), { etag: etagOf(record) });
    },
  );
}

const CALL = "POST /v1/sop/:id/approve";

/** One number. */
const MAX_BYTES = 4 * 1024;
