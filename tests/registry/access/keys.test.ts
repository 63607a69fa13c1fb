import { describe, expect, test } from "bun:test";
import { cacheKeys } from "#registry/access/key-cache.ts";
import { findHolder, hashKey, type KeySource, readCredential } from "#registry/access/keys.ts";
import { makeKey } from "#registry/access/new-key.ts";
import type { AgentStore } from "#registry/storage/agents.ts";

const AGENT = { agent_id: "ada", name: "Ada", org_id: "main", created_at: 1 };

/** A key store of one key, which counts how often it is asked. */
function storeOf(expires_at: number | null = null) {
  const { raw, record } = makeKey("ada", ["read"], 1);
  const key = { ...record, expires_at };
  const store = { asked: 0, revoked: false };
  const findKey: AgentStore["findKey"] = (hash) => {
    store.asked++;
    return Promise.resolve(hash === key.hash && !store.revoked ? { agent: AGENT, key } : null);
  };
  return { raw, key, store, agents: { findKey } };
}

async function authenticate(storage: KeySource, header: string | undefined, now: number) {
  const raw = readCredential(header);
  return raw === null ? null : findHolder(storage, raw, now);
}

describe("authenticate", () => {
  test("[H3] takes a key as Bearer or Token, whatever the case of the word", async () => {
    const { raw, agents } = storeOf();
    for (const scheme of ["Bearer", "bearer", "Token", "TOKEN"]) {
      expect((await authenticate({ agents }, `${scheme} ${raw}`, 2))?.agent).toEqual(AGENT);
    }
  });

  test("[H3] knows nobody without a whole key, and asks the storage only for what could be one", async () => {
    const { raw, agents, store } = storeOf();
    const wrong = [
      undefined,
      "",
      raw,
      `Basic ${raw}`,
      "Bearer",
      `Bearer ${raw}x`,
      `Bearer ${raw.slice(0, -1)}`,
    ];
    for (const header of wrong) expect(await authenticate({ agents }, header, 2)).toBeNull();
    expect(store.asked).toBe(0);
    expect(await authenticate({ agents }, `Bearer ${makeKey("eve", ["read"], 1).raw}`, 2)).toBeNull();
  });

  test("[H3] a key ends at its time, to the millisecond", async () => {
    const { raw, agents } = storeOf(1000);
    expect(await authenticate({ agents }, `Bearer ${raw}`, 999)).not.toBeNull();
    expect(await authenticate({ agents }, `Bearer ${raw}`, 1000)).toBeNull();
  });
});

describe("makeKey", () => {
  test("[H2] gives 256 random bits, and a record that holds their SHA-256 and a prefix alone", () => {
    const { raw, record } = makeKey("ada", ["read", "write"], 5);
    expect(raw).toMatch(/^kp_[A-Za-z0-9_-]{43}$/);
    expect(record.hash).toBe(hashKey(raw));
    expect(record.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(raw.startsWith(record.prefix)).toBe(true);
    expect(JSON.stringify(record)).not.toContain(raw.slice(record.prefix.length));
    expect(makeKey("ada", ["read"], 5).raw).not.toBe(raw);
  });
});

describe("cacheKeys", () => {
  test("[H3] a burst of calls asks once, and a revoked key ends within a second", async () => {
    const { key, agents, store } = storeOf();
    let now = 10_000;
    const cached = cacheKeys(agents, () => now);
    for (let i = 0; i < 50; i++) expect((await cached.findKey(key.hash))?.key).toEqual(key);
    expect(store.asked).toBe(1);
    store.revoked = true;
    now += 1000;
    expect(await cached.findKey(key.hash)).toBeNull();
    expect(await cached.findKey(key.hash)).toBeNull();
  });

  test("[H3] what is unknown is asked for again, so that a new key works at once", async () => {
    const { key, agents, store } = storeOf();
    const cached = cacheKeys(agents, () => 0);
    store.revoked = true;
    expect(await cached.findKey(key.hash)).toBeNull();
    store.revoked = false;
    expect(await cached.findKey(key.hash)).not.toBeNull();
  });
});
