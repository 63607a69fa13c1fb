import type { Deps } from "./deps.ts";
import { type CallLimits, createCallLimits } from "./front/call-limits.ts";
import { createFront, hasCredential, type Incoming } from "./front/front.ts";
import type { Host } from "./front/host.ts";
import { createApp } from "./http/app.ts";
import type { Page } from "./page/page.ts";
import { createUpgrade, type SocketTicket } from "./peer/upgrade.ts";

/** Answers a request; undefined: it became a socket. Never rejects. */
export type AnswerRequest = (request: Request, host: Host) => Promise<Response | undefined>;

/** Makes what answers every request, sockets' too. */
export function createAnswer(deps: Deps, page: Page | null): AnswerRequest {
  const app = createApp(deps);
  const upgrade = createUpgrade(deps);
  const limits = createCallLimits(deps.config.limits, deps.clock, deps.measures);
  return createFront(deps, limits, async (incoming) => {
    const { request, host } = incoming;
    const sop = sopOfSocket(request);
    if (sop === null) {
      const call = async () => app.fetch(request, { server: host.server });
      return page === null ? call() : page.answer(request, call);
    }
    return upgrade(request, sop, (ticket, headers) =>
      host.upgrade(countFailure(ticket, incoming, limits), headers),
    );
  });
}

/** A browser is upgraded even when it is refused, so that it can see why: that is a refused credential too. */
function countFailure(
  ticket: SocketTicket,
  { request, address }: Incoming,
  limits: CallLimits,
): SocketTicket {
  if (ticket.kind !== "refused" || ticket.refusal !== "unauthenticated") return ticket;
  if (!hasCredential(request) || limits.takeFailure(address, "socket").isAllowed) return ticket;
  return { kind: "refused", refusal: "too_many_failures" };
}

const SOCKET_PATH = /^\/v1\/sop\/([^/]+)\/ws$/;

/** The SOP whose socket is asked for; null: this is any other call. */
function sopOfSocket(request: Request): string | null {
  if (request.method !== "GET") return null;
  const match = SOCKET_PATH.exec(new URL(request.url).pathname)?.[1];
  if (match === undefined) return null;
  try {
    return decodeURIComponent(match);
  } catch {
    return match;
  }
}
