import { findFor } from "#registry/access/find-for.ts";
import { authenticate, type KeySource } from "#registry/access/keys.ts";
import type { Deps } from "#registry/deps.ts";
import type { Entry } from "#registry/room/types.ts";
import { decide, type AccessRefusal } from "#schemas/access.ts";
import { ClientName, peerName } from "#schemas/ids.ts";
import { isOwnOrigin } from "./origin.ts";
import type { PeerIdentity } from "./peer.ts";
import type { Refusal } from "./refusal.ts";

/** Who may come in, or why not. */
export type Admission =
  { readonly ok: true; readonly identity: PeerIdentity } | { readonly ok: false; readonly refusal: Refusal };

/**
 * Decides on a request for a socket of the SOP `id`: Origin → key → query → scope, SOP and role → room left.
 * Rejects when storage fails.
 */
export async function admit(deps: Deps, keys: KeySource, request: Request, id: string): Promise<Admission> {
  if (!isOwnOrigin(request, deps.config)) return no("foreign_origin");
  const query = new URL(request.url).searchParams;
  const header = request.headers.get("authorization") ?? undefined;
  const caller = await authenticate(keys, header, deps.clock.now());
  if (caller === null) return no("unauthenticated");
  const client = query.get("client") ?? crypto.randomUUID();
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
  const entry: Entry = { name: caller.agent.name, role, since: readSince(query) };
  return { ok: true, identity: { sop: id, peer, agent, entry, scopes } };
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
  return { version: Number(version), head };
}
