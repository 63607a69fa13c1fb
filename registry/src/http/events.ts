import { Hono } from "hono";
import { Holder } from "#registry/access/holder.ts";
import { peerName } from "#schemas/ids.ts";
import { CLOSE } from "#schemas/protocol/close-codes.ts";
import { EventsHeaders, EventsQuery } from "#schemas/protocol/http.ts";
import { openRoom, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { readSide } from "#registry/peer/admit.ts";
import { openEventStream, type Refusal } from "./event-stream.ts";
import { problem, sopGone } from "./problem.ts";
import { refuseAccess } from "./refuse-access.ts";
import { requireSop } from "./require-sop.ts";
import { validated } from "./validated.ts";

/** `GET /sop/:id/events`: the socket's messages as Server-Sent Events; with `client` as that peer, else as a listener. */
export function eventsRoutes(deps: CallDeps): Hono<Env> {
  const { clock, fanout, config, requireKey, access, measures } = deps;
  const call = "GET /v1/sop/:id/events";
  const open = [
    requireKey(call),
    requireSop(deps, call),
    validated("query", EventsQuery),
    validated("header", EventsHeaders),
  ] as const;
  return new Hono<Env>().get("/:id/events", ...open, async (c) => {
    const { client, since: version, head, shortest, side } = c.req.valid("query");
    const hearsSide = readSide(side);
    const isShortest = shortest === "true";
    const asked =
      version === undefined || head === undefined ? undefined : { version, head, shortest: isShortest };
    const since = readMark(c.req.valid("header")["last-event-id"]) ?? asked;
    const { agent } = c.get("caller");
    const peer = peerName(agent.agent_id, client ?? `http.${Bun.randomUUIDv7()}`);
    const room = await openRoom(c, deps);
    if (room instanceof Response) return room;
    if (c.req.method === "HEAD") return new Response(null, { headers: STREAM_HEADERS });
    const setIdleSeconds = (seconds: number) => c.env.server?.timeout(c.req.raw, seconds);
    const holder = new Holder({
      sop: room.sop,
      peer: client === undefined ? null : peer,
      caller: c.get("caller"),
      access,
      close: (code, reason) => stream.connection.close(code, reason),
    });
    if (!holder.open()) return refuseAccess(call, "unauthenticated");
    measures.streamOpened();
    const stream = openEventStream({
      peer,
      agent: agent.agent_id,
      hearsSide: hearsSide !== undefined,
      listen: (hear) => fanout.listen(room.sop, hear),
      presence: () => room.company.presence.snapshot(),
      clock,
      limits: config.limits,
      ended(connection, isSlow, code) {
        measures.streamClosed();
        holder.release();
        if (isSlow) measures.readerTooSlow();
        room.leave(connection, code);
        setIdleSeconds(LINGER_S);
      },
    });
    setIdleSeconds(NEVER_S);
    c.req.raw.signal.addEventListener("abort", () => stream.abandon());
    const isNamed = client !== undefined;
    const entry = { name: agent.name, role: c.get("role"), since, hearsSide, seen: isNamed, isNamed };
    room.join(stream.connection, entry);
    const refusal = await stream.welcomed;
    if (refusal !== undefined) return toProblem(refusal);
    return new Response(stream.body, { headers: STREAM_HEADERS });
  });
}

const STREAM_HEADERS = {
  "content-type": "text/event-stream",
  // nginx and its like would else hold events back until a buffer is full.
  "x-accel-buffering": "no",
};

/** A quiet room is no dead connection. */
const NEVER_S = 0;
/** Time for an ended stream's last bytes to be read; then the connection goes, read or not. */
const LINGER_S = 30;

/** A stream that never began can still be answered as a call. */
function toProblem({ code, reason }: Refusal): Response {
  if (code === CLOSE.deleted) return sopGone();
  const kind = code === CLOSE.storage ? "storage" : "overloaded";
  return problem(kind, `${reason}.`, { headers: { "retry-after": "1" } });
}

function readMark(lastEventId: string | undefined) {
  const match = /^(\d{1,15})-([A-Za-z0-9_-]{0,64})$/.exec(lastEventId ?? "");
  return match === null ? undefined : { version: Number(match[1]), head: match[2] ?? "" };
}
