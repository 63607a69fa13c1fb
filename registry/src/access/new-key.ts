import type { KeyRecord, Scope } from "#registry/storage/agents.ts";
import { hashKey } from "./keys.ts";

/** `kp_` and eight characters tell an agent's keys apart and give 48 of 256 bits away. */
const PREFIX_CHARS = 11;

/** What a key may have beyond its scopes. */
export type KeyBounds = Partial<Pick<KeyRecord, "expires_at" | "sop" | "invite">>;

/** A fresh key of an agent, with the raw key that is shown once and kept nowhere. `now` in ms. */
export function makeKey(
  agentId: string,
  scopes: readonly Scope[],
  now: number,
  { expires_at = null, sop = null, invite = null }: KeyBounds = {},
): { readonly raw: string; readonly record: KeyRecord } {
  const raw = `kp_${randomText()}`;
  const record: KeyRecord = {
    hash: hashKey(raw),
    prefix: raw.slice(0, PREFIX_CHARS),
    agent_id: agentId,
    scopes,
    created_at: now,
    expires_at,
    last_used_at: null,
    revoked_at: null,
    sop,
    invite,
  };
  return { raw, record };
}

/** 256 random bits as 43 characters: what keys, tickets and invite tokens are made of. */
export function randomText(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
}
