import { expect, test } from "bun:test";
import { makeGuest } from "#registry/access/guest.ts";
import { createSessions, type Session } from "#registry/access/sessions.ts";
import { hashKey } from "#registry/access/keys.ts";

interface TestSession extends Session {
  readonly closed: number[];
}

function sessionOf(agent_id: string, sop: string | null, hash: string, expires_at: number | null = null) {
  const closed: number[] = [];
  const session: TestSession = {
    sop,
    peer: null,
    caller: {
      agent: { agent_id, name: agent_id, org_id: "main", created_at: 0 },
      key: { kind: "key", hash, scopes: ["read"], expires_at, sop: null },
    },
    renew: () => Promise.resolve("refused"),
    close: (code) => void closed.push(code),
    closed,
  };
  return session;
}

test("[A5] open connections are found by agent and SOP, and gone once they are", () => {
  const sessions = createSessions<TestSession>();
  const [one, two, all] = [
    sessionOf("ann", "s1", "k1"),
    sessionOf("ann", "s2", "k2"),
    sessionOf("bob", null, "k3"),
  ];
  const release = sessions.open(one);
  sessions.open(two);
  sessions.open(all);
  expect(sessions.ofAgent("ann")).toEqual([one, two]);
  expect(sessions.ofAgent("ann", "s2")).toEqual([two]);
  expect(sessions.ofAgent("bob", "s1")).toEqual([]);
  release?.();
  release?.();
  expect(sessions.ofAgent("ann")).toEqual([two]);
});

test("[A5] a key that is revoked or ends closes what it keeps open, and nothing else", () => {
  const sessions = createSessions<TestSession>();
  const [one, two, late] = [
    sessionOf("ann", "s", "k1"),
    sessionOf("ann", "s", "k2"),
    sessionOf("bob", "s", "k3", 500),
  ];
  for (const session of [one, two, late]) sessions.open(session);
  sessions.endKeys(["k1"], "revoked");
  sessions.endExpired(499);
  expect([one.closed, two.closed, late.closed]).toEqual([[4401], [], []]);
  sessions.endExpired(500);
  expect(late.closed).toEqual([4401]);
});

test("[A5] what was let in just before its key was revoked does not open", () => {
  const sessions = createSessions<TestSession>();
  sessions.endKeys(["k1"], "revoked");
  expect(sessions.open(sessionOf("ann", "s", "k1"))).toBeNull();
  expect(sessions.ofAgent("ann")).toEqual([]);
});

test("[A3] a guest is made for one SOP, under a name that nobody can register", () => {
  const guest = makeGuest({ id: "sop-1", org_id: "acme" }, { id: "i1" }, "Zoe", 5);
  expect(guest.agent).toMatchObject({ name: "Zoe", org_id: "acme" });
  expect(guest.agent.agent_id).toMatch(/^guest:[A-Za-z0-9_-]{16}$/);
  expect(guest.key).toMatchObject({
    sop: "sop-1",
    invite: "i1",
    scopes: ["read", "write"],
    hash: hashKey(guest.raw),
  });
  const another = makeGuest({ id: "sop-1", org_id: "acme" }, { id: "i1" }, undefined, 5);
  expect(another.agent.agent_id).not.toBe(guest.agent.agent_id);
});
