import type { AgentRecord, AgentStore, KeyRecord } from "#registry/storage/agents.ts";

/** What a caller showed: a key or a token, as far as the registry has to know it. */
export interface Grant extends Pick<KeyRecord, "hash" | "scopes" | "expires_at" | "sop"> {
  /** A stored key, the one of the configuration, or a token of the identity provider. */
  readonly kind: "key" | "bootstrap" | "token";
}

/** Who calls, and by what: what the caller may do is the lesser of the key's scopes and the role. */
export interface Caller {
  readonly agent: AgentRecord;
  readonly key: Grant;
}

/** The part of the storage that tells who a key belongs to. */
export interface KeySource {
  readonly agents: Pick<AgentStore, "findKey">;
}

/** What follows `Bearer` or `Token` in an `Authorization` header; null: nothing of that kind. */
export function readCredential(header: string | undefined): string | null {
  return header === undefined ? null : (SCHEME.exec(header)?.[1] ?? null);
}

/** Who holds this raw key. Null: it is unknown, revoked, or has ended by `now` (ms). Rejects only when the storage does. */
export async function findHolder(storage: KeySource, raw: string, now: number): Promise<Caller | null> {
  const found = RAW_KEY.test(raw) ? await storage.agents.findKey(hashKey(raw)) : null;
  if (found === null || hasEnded(found.key, now)) return null;
  const { hash, scopes, expires_at, sop } = found.key;
  return { agent: found.agent, key: { kind: "key", hash, scopes, expires_at, sop } };
}

/** SHA-256 of a raw key, hex: what is kept of it. A key has 256 random bits, so no salt and no slow hash is needed. */
export function hashKey(rawKey: string): string {
  return new Bun.CryptoHasher("sha256").update(rawKey).digest("hex");
}

/** True when a key or token is no longer good at `now` (ms). */
export function hasEnded({ expires_at }: Pick<Grant, "expires_at">, now: number): boolean {
  return expires_at !== null && expires_at <= now;
}

/** Longer than any sensible token; what a header may hold is bounded by the server anyway. */
const SCHEME = /^(?:bearer|token) +([A-Za-z0-9._~+/=-]{1,8192}) *$/i;
const RAW_KEY = /^kp_[A-Za-z0-9_-]{43}$/;
