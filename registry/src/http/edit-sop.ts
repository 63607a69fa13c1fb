import { Hono } from "hono";
import { z } from "zod";
import type { Room } from "#registry/room/room.ts";
import type { Submission } from "#registry/room/types.ts";
import { PatchOp } from "#schemas/change/op.ts";
import { peerName } from "#schemas/ids.ts";
import { EditHeaders, EditQuery } from "#schemas/protocol/http.ts";
import { takeBody } from "./body.ts";
import { jsonText, openRoom, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { settle } from "./settle.ts";
import { etagOf, toIfMatch } from "./etag.ts";
import { shallowJson } from "./plain-json.ts";
import { requireSop } from "./require-sop.ts";
import { validated } from "./validated.ts";

/** `PATCH /sop/:id`: an edit as RFC 6902, through the same room as everybody's. */
export function editSopRoutes(deps: CallDeps): Hono<Env> {
  const { limits } = deps.config;
  const ops = shallowJson(z.array(PatchOp), limits.depth + AROUND_VALUE);
  return new Hono<Env>().patch(
    "/:id",
    deps.requireKey("PATCH /v1/sop/:id"),
    requireSop(deps, "PATCH /v1/sop/:id"),
    validated("query", EditQuery),
    validated("header", EditHeaders),
    takeBody("application/json-patch+json", limits.frame_bytes),
    validated("json", ops, "malformed"),
    async (c) => {
      const room = await openRoom(c, deps);
      if (room instanceof Response) return room;
      const call = { ...c.req.valid("query"), headers: c.req.valid("header"), ops: c.req.valid("json") };
      const agent = c.get("caller").agent.agent_id;
      const submission = toSubmission(call, agent, room, deps.clock.now());
      const settled = await settle(c, deps, room, submission);
      if (settled instanceof Response) return settled;
      const { version, head, ops, outcomes } = settled;
      const text = `{"version":${version},"ops":${ops},"outcomes":${JSON.stringify(outcomes)}}`;
      return jsonText(text, { etag: etagOf({ version, head }) });
    },
  );
}

/** What `PATCH` and `PUT` say of an edit, beside the ops. */
export interface EditCall extends z.output<typeof EditQuery> {
  readonly headers: z.output<typeof EditHeaders>;
  readonly ops: readonly PatchOp[];
}

/**
 * The submission of an edit by HTTP. Without `client` each call is a peer of its own, named by its `Idempotency-Key`,
 * so that the same call sent again meets its first result. `now` in ms.
 */
export function toSubmission(
  call: EditCall,
  agent: string,
  room: Pick<Room, "record">,
  now: number,
): Submission {
  const id = call.headers["idempotency-key"] ?? Bun.randomUUIDv7();
  return {
    id,
    peer: peerName(agent, call.client ?? `http.${id}`),
    base: call.base ?? "current",
    ts: call.ts ?? now,
    ops: call.ops,
    atomic: call.atomic,
    mayEdit: true,
    ifMatch: toIfMatch(call.headers["if-match"], etagOf(room.record)),
  };
}

/** A value lies in an op, which lies in the array; the judging counts exactly, this only bounds what it walks. */
const AROUND_VALUE = 2;
