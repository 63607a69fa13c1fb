import type { AgentRecord, AgentStore, KeyRecord } from "#registry/storage/agents.ts";

/** Who calls, and by which key: what the caller may do is the lesser of the key's scopes and the role. */
export interface Caller {
  readonly agent: AgentRecord;
  readonly key: KeyRecord;
}

/** The part of the storage that tells who a key belongs to. */
export interface KeySource {
  readonly agents: Pick<AgentStore, "findKey">;
}

/**
 * Who an `Authorization` header stands for: `Bearer kp_…` or `Token kp_…`. Null: no key, an unknown one, or one that
 * has ended by `now` (ms). Rejects only when the storage does.
 */
export async function authenticate(
  storage: KeySource,
  header: string | undefined,
  now: number,
): Promise<Caller | null> {
  const rawKey = keyIn(header);
  const found = rawKey === null ? null : await storage.agents.findKey(hashKey(rawKey));
  if (found === null || hasEnded(found.key, now)) return null;
  return found;
}

/** SHA-256 of a raw key, hex: what is kept of it. A key has 256 random bits, so no salt and no slow hash is needed. */
export function hashKey(rawKey: string): string {
  return new Bun.CryptoHasher("sha256").update(rawKey).digest("hex");
}

const SCHEME = /^(?:bearer|token) +(kp_[A-Za-z0-9_-]{43}) *$/i;

function keyIn(header: string | undefined): string | null {
  return header === undefined ? null : (SCHEME.exec(header)?.[1] ?? null);
}

function hasEnded(key: KeyRecord, now: number): boolean {
  return key.expires_at !== null && key.expires_at <= now;
}
