import type { AgentRecord, KeyRecord, Scope } from "#registry/storage/agents.ts";
import type { InviteRecord } from "#registry/storage/sharing.ts";
import type { SopRecord } from "#registry/storage/storage.ts";
import { makeKey, randomText } from "./new-key.ts";

/** A guest who is not stored yet, with the raw key that is shown once. */
export interface NewGuest {
  readonly agent: AgentRecord;
  readonly key: KeyRecord;
  readonly raw: string;
}

/**
 * Makes someone without an account for one SOP: an agent whose name no one can register (":"), and a key that is good
 * for that SOP alone and ends with the invite's revocation. `now` in ms.
 */
export function makeGuest(
  sop: Pick<SopRecord, "id" | "org_id">,
  invite: Pick<InviteRecord, "id" | "role">,
  name: string | undefined,
  now: number,
): NewGuest {
  const agent_id = `guest:${randomText().slice(0, 16)}`;
  const agent = { agent_id, name: name ?? "Guest", org_id: sop.org_id, created_at: now };
  const scopes: readonly Scope[] = invite.role === "viewer" ? ["read"] : ["read", "write"];
  const { raw, record } = makeKey(agent_id, scopes, now, { sop: sop.id, invite: invite.id });
  return { agent, key: record, raw };
}
