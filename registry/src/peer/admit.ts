import { findFor } from "#registry/access/find-for.ts";
import type { Caller } from "#registry/access/keys.ts";
import { IssuerFault } from "#registry/access/tokens.ts";
import type { Deps } from "#registry/deps.ts";
import type { Entry } from "#registry/room/types.ts";
import { decide, type AccessRefusal } from "#schemas/access.ts";
import { ClientName, peerName } from "#schemas/ids.ts";
import { isOwnOrigin } from "./origin.ts";
import type { PeerIdentity } from "./identity.ts";
import type { Refusal } from "./refusal.ts";

/** Who may come in, or why not. */
export type Admission =
  { readonly ok: true; readonly identity: PeerIdentity } | { readonly ok: false; readonly refusal: Refusal };

/**
 * Decides on a request for a socket of the SOP `id`: Origin → key → query → scope, SOP and role → room left.
 * Rejects when storage fails.
 */
export async function admit(deps: Deps, request: Request, id: string): Promise<Admission> {
  if (!isOwnOrigin(request, deps.config)) return no("foreign_origin");
  const query = new URL(request.url).searchParams;
  const caller = await identify(deps, request, id, query.get("ticket"));
  if (caller === null) return no("unauthenticated");
  if (caller === "no_issuer") return no("no_issuer");
  const named = query.get("client");
  const client = named ?? crypto.randomUUID();
  if (!ClientName.safeParse(client).success) return no("bad_client");
  const sop = await findFor(deps, id, caller);
  const { scopes } = caller.key;
  const verdict = decide("GET /v1/sop/:id/ws", {
    scopes,
    isGuest: caller.key.sop !== null,
    role: sop?.role ?? null,
    isDeleted: sop !== null && sop.deleted_at !== null,
  });
  if (verdict !== "allowed") return no(REFUSAL[verdict]);
  if (sop === null) return no("not_found");
  const { role } = sop;
  const agent = caller.agent.agent_id;
  const peer = peerName(agent, client);
  if (deps.rooms.peek(id)?.isFullFor(peer) ?? false) return no("full");
  const entry: Entry = {
    name: caller.agent.name,
    role,
    since: readSince(query),
    hearsSide: readSide(query.get("side")),
    isNamed: named !== null,
  };
  return { ok: true, identity: { sop: id, peer, agent, entry, caller } };
}

/** By its ticket where there is one: a page that has a ticket has nothing else. */
async function identify(
  { access, clock }: Pick<Deps, "access" | "clock">,
  request: Request,
  sop: string,
  ticket: string | null,
): Promise<Caller | "no_issuer" | null> {
  if (ticket !== null) return access.tickets.redeem(ticket, sop, clock.now());
  try {
    return await access.authenticate(request.headers.get("authorization") ?? undefined);
  } catch (error) {
    if (error instanceof IssuerFault) return "no_issuer";
    throw error;
  }
}

function no(refusal: Refusal): Admission {
  return { ok: false, refusal };
}

/** What each refusal of access is on a socket. */
const REFUSAL: Readonly<Record<AccessRefusal, Refusal>> = {
  unauthenticated: "unauthenticated",
  no_scope: "no_read",
  no_guests: "not_found",
  not_found: "not_found",
  gone: "deleted",
  weak_role: "not_found",
  not_invited: "not_found",
};

/** What the client has; anything unusable means that it starts over, as a point that is not of this history does. */
function readSince(query: URLSearchParams): Entry["since"] {
  const version = query.get("since");
  const head = query.get("head");
  if (version === null || head === null || !/^\d{1,15}$/.test(version)) return undefined;
  return { version: Number(version), head, shortest: query.get("shortest") === "true" };
}

/** As how much a client asks for; anything unusable is as if it were absent. */
export function readSide(side: string | null | undefined): Entry["hearsSide"] {
  return side === "whole" || side === "brief" ? side : undefined;
}
