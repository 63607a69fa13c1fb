import { expect, test } from "bun:test";
import { Holder } from "#registry/access/holder.ts";
import type { Caller } from "#registry/access/keys.ts";
import { createSessions } from "#registry/access/sessions.ts";
import { IssuerFault } from "#registry/access/tokens.ts";

function callerOf(hash: string, agent_id = "ann", sop: string | null = null): Caller {
  const agent = { agent_id, name: agent_id, org_id: "main", created_at: 0 };
  return { agent, key: { kind: "token", hash, scopes: ["read"], expires_at: null, sop } };
}

/** A holder of the token "first", and the verdicts that a test gives on what is brought, in order. */
function holding(close: (code: number) => void = () => {}) {
  const asked: { readonly raw: string; readonly answer: (caller: Caller | null) => void }[] = [];
  const identify = (raw: string) =>
    raw === "down"
      ? Promise.reject(new IssuerFault("down"))
      : new Promise<Caller | null>((answer) => asked.push({ raw, answer }));
  const access = { identify, sessions: createSessions() };
  const parts = { sop: "s", peer: null, caller: callerOf("first"), access, close };
  return { holder: new Holder(parts), asked };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await Promise.resolve();
}

test("[A10] fresh tokens are verified one after the other, and the last good one counts", async () => {
  const { holder, asked } = holding();
  const renewals = ["a", "b", "c"].map((raw) => holder.renew(raw));
  for (const caller of [callerOf("a"), callerOf("b"), null]) {
    await until(() => asked.length > 0);
    expect(asked).toHaveLength(1);
    asked.shift()?.answer(caller);
  }
  expect(await Promise.all(renewals)).toEqual(["renewed", "renewed", "refused"]);
  expect(holder.caller.key.hash).toBe("b");
});

test("[A10] another agent's or another SOP's is refused; what cannot be verified changes nothing", async () => {
  const { holder, asked } = holding();
  for (const caller of [callerOf("x", "bob"), callerOf("x", "ann", "s")]) {
    const renewal = holder.renew("x");
    await until(() => asked.length > 0);
    asked.shift()?.answer(caller);
    expect(await renewal).toBe("refused");
  }
  expect(await holder.renew("down")).toBe("no_issuer");
  expect(holder.caller.key.hash).toBe("first");
});

test("[A10] a flood of tokens is refused beyond a few that wait", async () => {
  const { holder, asked } = holding();
  const renewals = Array.from({ length: 20 }, () => holder.renew("x"));
  for (let i = 0; i < 8; i++) {
    await until(() => asked.length > 0);
    asked.shift()?.answer(null);
  }
  const fates = await Promise.all(renewals);
  expect(fates.filter((fate) => fate === "refused")).toHaveLength(8);
  expect(fates.filter((fate) => fate === "too_many")).toHaveLength(12);
});

test("[A10] [M1] whoever goes on bringing tokens that are refused is closed", async () => {
  const codes: number[] = [];
  const { holder, asked } = holding((code) => codes.push(code));
  for (let i = 0; i < 5; i++) {
    expect(codes).toEqual([]);
    const renewal = holder.renew("guess");
    await until(() => asked.length > 0);
    asked.shift()?.answer(null);
    expect(await renewal).toBe("refused");
  }
  expect(codes).toEqual([4401]);
});
