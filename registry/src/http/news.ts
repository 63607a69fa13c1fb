import { Hono } from "hono";
import { Holder } from "#registry/access/holder.ts";
import type { Caller } from "#registry/access/keys.ts";
import { CLOSE, type CloseCode } from "#schemas/protocol/close-codes.ts";
import type { CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { createOutbox } from "./outbox.ts";
import { problem } from "./problem.ts";

/** `GET /v1/events`: what happens to the SOPs that the caller may see, as Server-Sent Events. */
export function newsRoutes(deps: CallDeps): Hono<Env> {
  return new Hono<Env>().get("/events", deps.requireKey("GET /v1/events"), (c) => {
    if (c.req.method === "HEAD") return new Response(null, { headers: STREAM_HEADERS });
    const { agent_id } = c.get("caller").agent;
    const open = deps.access.sessions.ofAgent(agent_id).filter(({ sop }) => sop === null);
    if (open.length >= MOST_STREAMS) {
      return problem("overloaded", "This agent listens to its news often enough.", RETRY);
    }
    const setIdleSeconds = (seconds: number) => c.env.server?.timeout(c.req.raw, seconds);
    const stream = openNews(deps, c.get("caller"), () => setIdleSeconds(LINGER_S));
    setIdleSeconds(NEVER_S);
    c.req.raw.signal.addEventListener("abort", () => stream.abandon());
    return new Response(stream.body, { headers: STREAM_HEADERS });
  });
}

/** A person has a few devices and a program one process: beyond this somebody forgets to close. */
const MOST_STREAMS = 32;
const RETRY = { headers: { "retry-after": "30" } };

const STREAM_HEADERS = { "content-type": "text/event-stream", "x-accel-buffering": "no" };

/** Quiet SOPs are no dead connection. */
const NEVER_S = 0;
/** Time for an ended stream's last bytes to be read. */
const LINGER_S = 30;

/** News are small and can be asked for again by a list: whoever leaves this much unread is not reading. */
const UNREAD_BYTES = 256 * 1024;

/** A stream that ends with its key, with its reader, and with a reader that does not read. */
function openNews({ news, access, clock, config }: CallDeps, caller: Caller, ended: () => void) {
  const outbox = createOutbox(() => finish());
  const holder = new Holder({ sop: null, peer: null, caller, access, close });
  let isOver = false;
  const undo = [
    news.listen(caller.agent.agent_id, ({ type, text }) => write(`event: ${type}\ndata: ${text}\n\n`)),
    () => holder.release(),
    clock.every(config.limits.ping_ms, () => write(": ping\n\n")),
  ];
  // So that the answer's head goes out now, and not with the first event.
  write(": open\n\n");
  if (!holder.open()) close(CLOSE.unauthenticated, "the key was revoked");

  function write(text: string): void {
    if (isOver) return;
    outbox.put(ENCODER.encode(text));
    if (outbox.unread <= UNREAD_BYTES) return;
    outbox.drop();
    close(CLOSE.overloaded, "you read too slowly");
  }

  function close(code: CloseCode, reason: string): void {
    if (isOver) return;
    const data = JSON.stringify({ type: "close", code, reason });
    outbox.put(ENCODER.encode(`event: close\ndata: ${data}\n\n`));
    outbox.end();
    finish();
  }

  function finish(): void {
    if (isOver) return;
    isOver = true;
    for (const step of undo) step();
    ended();
  }

  return { body: outbox.body, abandon: finish };
}

const ENCODER = new TextEncoder();
