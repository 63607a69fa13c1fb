import { Hono } from "hono";
import { z } from "zod";
import { leaseholder } from "#registry/room/locks.ts";
import { Holder } from "#registry/access/holder.ts";
import type { Caller } from "#registry/access/keys.ts";
import { decide } from "#schemas/access.ts";
import type { Limits } from "#schemas/limits.ts";
import { peerName } from "#schemas/ids.ts";
import { MessagesQuery } from "#schemas/protocol/http.ts";
import { tooMany } from "#registry/front/rate-headers.ts";
import { takeBody } from "./body.ts";
import { jsonText, openRoom, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { takeMessage, type Sender } from "./take-message.ts";
import { shallowJson } from "./plain-json.ts";
import { requireSop } from "./require-sop.ts";
import { refuse, validated } from "./validated.ts";

/** `POST /sop/:id/messages`: the socket's messages, taken in order, answered by an array of what they caused. */
export function messagesRoutes(deps: CallDeps): Hono<Env> {
  const { access, clock, config, requireKey } = deps;
  const { limits } = config;
  return new Hono<Env>().post(
    "/:id/messages",
    requireKey("POST /v1/sop/:id/messages"),
    requireSop(deps, "POST /v1/sop/:id/messages"),
    validated("query", MessagesQuery),
    takeBody("application/json", limits.body_bytes),
    validated("json", messageList(limits), "malformed"),
    async (c) => {
      const room = await openRoom(c, deps);
      if (room instanceof Response) return room;
      const caller = c.get("caller");
      const { agent, key } = caller;
      const { client } = c.req.valid("query");
      const peer = peerName(agent.agent_id, client ?? `http.${Bun.randomUUIDv7()}`);
      const sender: Sender = {
        agent: agent.agent_id,
        peer,
        renew: (token) => findConnection(access, caller, room.sop, peer).renew(token),
        lockPeer: client === undefined ? leaseholder(agent.agent_id) : peerName(agent.agent_id, client),
        mayEdit: decide("message patch", { scopes: key.scopes, role: c.get("role") }) === "allowed",
        whenAnswered: [],
      };
      const messages = c.req.valid("json");
      const turn = await deps.patchTurns.take(room.sop, sender.peer, countPatches(messages));
      if (turn.kind === "too_many") return tooMany({ policy: "patches", retryS: turn.retryS });
      const texts: string[] = [];
      for (const message of messages) {
        const caused = await takeMessage(message, sender, room, clock.now(), limits);
        for (const { text } of caused) texts.push(text);
      }
      for (const answered of sender.whenAnswered) answered();
      return jsonText(`[${texts.join(",")}]`);
    },
  );
}

/** The peer's open stream or socket; one that has none brings its fresh token for nothing, and hears whether it is good. */
function findConnection(access: CallDeps["access"], caller: Caller, sop: string, peer: string) {
  const open = access.sessions.ofAgent(caller.agent.agent_id, sop).find((session) => session.peer === peer);
  return open ?? new Holder({ sop, peer, caller, access, close: () => {} });
}

/** All of them take their turn before the first is taken: a call is taken whole or not at all. */
function countPatches(messages: readonly unknown[]): number {
  return messages.filter(
    (raw) => typeof raw === "object" && raw !== null && "type" in raw && raw.type === "patch",
  ).length;
}

/** A value lies in an op, in ops, in a message, in the array; the judging counts exactly. */
const AROUND_VALUE = 4;

function messageList(limits: Limits) {
  const list = z.array(z.unknown()).superRefine((messages, context) => {
    if (messages.length <= limits.messages) return;
    context.addIssue(refuse("limit", `${messages.length} messages, at most ${limits.messages}`));
  });
  return shallowJson(list, limits.depth + AROUND_VALUE);
}
