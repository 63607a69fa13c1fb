import type { AgentRecord, KeyRecord } from "#registry/storage/agents.ts";
import type { KeyItem, RegisterAnswer } from "#schemas/protocol/http.ts";

/** A new key as it is told to its agent: the only time in its raw form. */
export function toKeyAnswer(
  { agent_id, org_id, name }: AgentRecord,
  { raw, record }: { readonly raw: string; readonly record: KeyRecord },
): RegisterAnswer {
  return {
    agent_id,
    org_id,
    name,
    api_key: raw,
    key_prefix: record.prefix,
    scopes: [...record.scopes],
    created_at: toIso(record.created_at),
    ...timeMember("expires_at", record.expires_at),
  };
}

/** A key as a list shows it. */
export function toKeyItem(key: KeyRecord): KeyItem {
  return {
    key_prefix: key.prefix,
    scopes: [...key.scopes],
    created_at: toIso(key.created_at),
    ...timeMember("expires_at", key.expires_at),
    ...timeMember("last_used_at", key.last_used_at),
  };
}

function timeMember<Name extends string>(name: Name, at: number | null): { readonly [N in Name]?: string } {
  return at === null ? {} : ({ [name]: toIso(at) } as { readonly [N in Name]: string });
}

function toIso(at: number): string {
  return new Date(at).toISOString();
}
