import { Hono } from "hono";
import { toBy } from "#registry/room/encode-outcome.ts";
import { revertAgent } from "#registry/room/revert-agent.ts";
import type { RevertPlan } from "#schemas/history/plan-revert.ts";
import { RevertBody, type RevertAnswer } from "#schemas/protocol/history.ts";
import { EditHeaders, MessagesQuery } from "#schemas/protocol/http.ts";
import { takeBody } from "./body.ts";
import { jsonText, openRoom, roomOver, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { etagOf } from "./etag.ts";
import { findSince } from "./find-version.ts";
import { historyGone } from "./history-gone.ts";
import { makeSubmission, refuseForce } from "./registry-made.ts";
import { requireSop } from "./require-sop.ts";
import { awaitTurn, settleAnswer } from "./settle.ts";
import { validated } from "./validated.ts";

/** `POST /sop/:id/revert {agent, since, dry_run?, force?}`: takes back what an agent did, but for what others touched since. */
export function revertRoutes(deps: CallDeps): Hono<Env> {
  const { storage, clock } = deps;
  return new Hono<Env>().post(
    "/:id/revert",
    deps.requireKey(CALL),
    requireSop(deps, CALL),
    validated("query", MessagesQuery),
    validated("header", EditHeaders),
    takeBody("application/json", MAX_BYTES),
    validated("json", RevertBody),
    async (c) => {
      const body = c.req.valid("json");
      const caller = c.get("caller").agent.agent_id;
      const room = await openRoom(c, deps);
      if (room instanceof Response) return room;
      const refused = refuseForce(c, `${CALL}#force`, body.force) ?? (await awaitTurn(deps, room, caller));
      if (refused) return refused;
      const since = await findSince(storage.log, await room.read(), body.since);
      if (since instanceof Response) return since;
      const { agent, dry_run: isDry } = body;
      let told: Told = { undone: [], skipped: [] };
      const submit = makeSubmission({
        word: "revert",
        query: c.req.valid("query"),
        headers: c.req.valid("header"),
        body,
        agent: caller,
        etag: etagOf(room.record),
        now: clock.now(),
        tell: (version) => ({
          kind: "reverted",
          version,
          agent,
          since,
          undone: told.undone.length,
          skipped: told.skipped.length,
        }),
      });
      const end = await revertAgent(storage.log, room, {
        agent,
        since,
        isDry,
        submit(plan) {
          told = plan;
          return submit(plan.graph);
        },
      });
      if (end === "over") return roomOver(c, deps);
      if (end === null) return historyGone(await storage.log.floor(room.sop));
      const settled = await settleAnswer(c, deps, room, 1, end.answer);
      if (settled instanceof Response) return settled;
      const { version, head, ops } = settled;
      const text = encodeAnswer(isDry ? null : version, ops, end.plan);
      return jsonText(text, isDry ? {} : { etag: etagOf({ version, head }) });
    },
  );
}

const CALL = "POST /v1/sop/:id/revert";

/** Four members, one of them a name. */
const MAX_BYTES = 4 * 1024;

type Told = Pick<RevertPlan, "undone" | "skipped">;

/** `ops`: JSON text. */
function encodeAnswer(version: number | null, ops: string, told: Told): string {
  const undone: RevertAnswer["undone"] = told.undone.map((each) => ({ version: each }));
  const skipped: RevertAnswer["skipped"] = told.skipped.map(({ path, reason, by }) =>
    by === undefined ? { path, reason } : { path, reason, by: toBy(by) },
  );
  return `{"version":${version},"ops":${ops},"undone":${JSON.stringify(undone)},"skipped":${JSON.stringify(skipped)}}`;
}
