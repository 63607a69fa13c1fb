import { authenticate, type Caller, type KeySource } from "#registry/access/keys.ts";
import { isAtLeast, roleOn } from "#registry/access/role.ts";
import type { Deps } from "#registry/deps.ts";
import type { Entry } from "#registry/room/types.ts";
import type { SopRecord } from "#registry/storage/storage.ts";
import { ClientName, peerName, SopId } from "#schemas/ids.ts";
import { isOwnOrigin } from "./origin.ts";
import type { PeerIdentity } from "./peer.ts";
import type { Refusal } from "./refusal.ts";

/** Who may come in, or why not. */
export type Admission =
  { readonly ok: true; readonly identity: PeerIdentity } | { readonly ok: false; readonly refusal: Refusal };

/**
 * Decides on a request for a socket of the SOP `id`: Origin → key → query → SOP and role → scope → room left.
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
  const sop = SopId.safeParse(id).success ? await findSop(deps, id) : null;
  const agent = caller.agent.agent_id;
  const role = sop && roleOn(sop, agent);
  if (sop === null || role === null) return no("not_found");
  if (sop.deleted_at !== null) return no(isRestorable(deps, sop.deleted_at) ? "deleted" : "not_found");
  if (!caller.key.scopes.includes("read")) return no("no_read");
  const peer = peerName(agent, client);
  if (deps.rooms.peek(id)?.isFullFor(peer) ?? false) return no("full");
  const entry: Entry = { name: caller.agent.name, role, since: readSince(query) };
  return { ok: true, identity: { sop: id, peer, agent, entry, mayEdit: mayEdit(caller, entry) } };
}

function no(refusal: Refusal): Admission {
  return { ok: false, refusal };
}

/** An open room knows its envelope. */
async function findSop({ rooms, storage }: Deps, id: string): Promise<SopRecord | null> {
  return rooms.peek(id)?.record ?? (await storage.sops.find(id));
}

function isRestorable({ clock, config }: Deps, deletedAt: number): boolean {
  return clock.now() < deletedAt + config.limits.undelete_ms;
}

function mayEdit({ key }: Caller, { role }: Entry): boolean {
  return key.scopes.includes("write") && isAtLeast(role, "editor");
}

/** What the client has; anything unusable means that it starts over, as a point that is not of this history does. */
function readSince(query: URLSearchParams): Entry["since"] {
  const version = query.get("since");
  const head = query.get("head");
  if (version === null || head === null || !/^\d{1,15}$/.test(version)) return undefined;
  return { version: Number(version), head };
}
