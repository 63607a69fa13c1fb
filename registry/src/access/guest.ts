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

/** What a guest may do is for the role to say: it can change, and the key cannot. */
const SCOPES: readonly Scope[] = ["read", "write"];

/**
 * Makes someone without an account for one SOP: an agent whose name no one can register (":"), and a key that is good
 * for that SOP alone and ends with the invite's revocation. `now` in ms.
 */
export function makeGuest(
  sop: Pick<SopRecord, "id" | "org_id">,
  invite: Pick<InviteRecord, "id">,
  name: string | undefined,
  now: number,
): NewGuest {
  const agent_id = `guest:${randomText().slice(0, 16)}`;
  const agent = { agent_id, name: name ?? "Guest", org_id: sop.org_id, created_at: now };
  const { raw, record } = makeKey(agent_id, SCOPES, now, { sop: sop.id, invite: invite.id });
  return { agent, key: record, raw };
}
