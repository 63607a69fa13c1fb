import { expect, test } from "bun:test";
import type { Problem } from "#schemas/protocol/problem.ts";
import type { Limits } from "#schemas/limits.ts";
import { SocketClient } from "#tests/support/socket-client.ts";
import { createTestClock } from "#tests/support/test-clock.ts";
import { type Reply, verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

/** A world whose time stands still, so that nothing comes back by itself. */
async function withLimits(
  limits: Partial<Limits>,
  use: (world: World, pass: (ms: number) => void) => Promise<void>,
) {
  const clock = createTestClock();
  const world = await openWorld({ limits, clock });
  try {
    await use(world, (ms) => clock.advance(ms));
  } finally {
    await world.close();
  }
}

async function repeat(times: number, call: () => Promise<Reply<Problem>>): Promise<string[]> {
  const verdicts: string[] = [];
  for (let i = 0; i < times; i++) verdicts.push(verdictOf(await call()));
  return verdicts;
}

test("[M2] each answer says what is left; past it 429 with when to come again, and then it works", async () => {
  await withLimits({ call_rate: 2, call_burst: 3 }, async (world, pass) => {
    const list = () => world.call("GET", "/v1/sop", { key: world.key });
    const first = await list();
    expect(first.status).toBe(200);
    expect(first.headers.get("ratelimit-limit")).toBe("3");
    expect(first.headers.get("ratelimit-remaining")).toBe("2");
    expect(first.headers.get("ratelimit-reset")).toBe("1");
    expect(first.headers.get("ratelimit-policy")).toBe('"key";q=3;w=2');
    expect(first.headers.get("ratelimit")).toBe('"key";r=2;t=1');
    await repeat(2, list);
    const refused = await list();
    expect(verdictOf(refused)).toBe("429 rate_limited");
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(refused.headers.get("ratelimit-remaining")).toBe("0");
    expect(refused.headers.get("retry-after")).toBe("1");
    pass(1000);
    expect((await list()).status).toBe(200);
  });
});

test("[M2] one key's calls take nothing from another's; two schemes of one key are one", async () => {
  await withLimits({ call_rate: 1, call_burst: 2 }, async (world) => {
    const other = await world.register("other");
    const list = (key: string) => world.call("GET", "/v1/sop", { key });
    await repeat(2, () => list(world.key));
    const headers = { authorization: `Token ${world.key}` };
    expect(verdictOf(await world.call("GET", "/v1/sop", { headers }))).toBe("429 rate_limited");
    expect((await list(other)).status).toBe(200);
  });
});

test("[M2] a socket takes nothing from its key's calls, however often it comes back", async () => {
  await withLimits({ call_rate: 1, call_burst: 2 }, async (world) => {
    const { id } = await world.createSop();
    for (let i = 0; i < 5; i++) {
      const socket = new SocketClient(world.url.replace(/^http/, "ws"), id, { key: world.key });
      await socket.next();
      socket.close();
    }
    expect((await world.call("GET", "/v1/sop", { key: world.key })).status).toBe(200);
  });
});

test("[M2] an address has a limit of its own, over all keys and without any", async () => {
  await withLimits({ address_rate: 1, address_burst: 4 }, async (world) => {
    // One was used by the owner's registration.
    expect(await repeat(4, () => world.call("GET", "/healthz"))).toEqual([
      "200 undefined",
      "200 undefined",
      "200 undefined",
      "429 rate_limited",
    ]);
  });
});

test("[M2] registrations and calls about invites have tighter limits", async () => {
  const limits = {
    registrations_per_minute: 1,
    registration_burst: 2,
    invite_calls_per_minute: 1,
    invite_burst: 2,
  };
  await withLimits(limits, async (world) => {
    const register = () =>
      world.call("POST", "/v1/auth/register", { body: { agent_id: crypto.randomUUID() } });
    expect(await repeat(2, register)).toEqual(["201 undefined", "429 rate_limited"]);
    const refused = await register();
    expect(refused.headers.get("retry-after")).toBe("60");
    const look = () => world.call("GET", "/v1/invites/no-such-token", { key: world.key });
    const [first, , third] = await repeat(3, look);
    expect(first).not.toBe("429 rate_limited");
    expect(third).toBe("429 rate_limited");
    expect((await world.call("GET", "/v1/sop", { key: world.key })).status).toBe(200);
  });
});

test("[M3] refused keys are 401, then 429; who has a good key at the same address is served", async () => {
  await withLimits({ auth_failures_per_minute: 6, auth_failure_burst: 3 }, async (world, pass) => {
    const guess = () => world.call("GET", "/v1/sop", { key: `kp_${"x".repeat(43)}` });
    expect(await repeat(4, guess)).toEqual([
      ...Array.from({ length: 3 }, () => "401 unauthenticated"),
      "429 rate_limited",
    ]);
    expect((await guess()).headers.get("retry-after")).toBe("10");
    expect((await world.call("GET", "/v1/sop", { key: world.key })).status).toBe(200);
    // A call without a key tries none.
    expect(verdictOf(await world.call("GET", "/v1/sop"))).toBe("401 unauthenticated");
    pass(10_000);
    expect(verdictOf(await guess())).toBe("401 unauthenticated");
  });
});

test("[M3] refused keys count on sockets too: 429, or 4429 for a browser", async () => {
  await withLimits({ auth_failures_per_minute: 1, auth_failure_burst: 2 }, async (world) => {
    const { id } = await world.createSop();
    const path = `/v1/sop/${id}/ws`;
    const upgrade = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      authorization: `Bearer kp_${"x".repeat(43)}`,
    };
    const guess = () => world.call("GET", path, { headers: upgrade });
    expect(await repeat(3, guess)).toEqual([
      "401 unauthenticated",
      "401 unauthenticated",
      "429 rate_limited",
    ]);
    const options = { key: `kp_${"x".repeat(43)}`, origin: world.url };
    const { code, reason } = await new SocketClient(world.url.replace(/^http/, "ws"), id, options).closed;
    expect(code).toBe(4429);
    expect(reason).toContain("retry_after");
    const { text } = await world.call("GET", "/metrics");
    expect(text).toContain('kp_auth_failures_total{by="http"} 3');
    expect(text).toContain('kp_auth_failures_total{by="socket"} 1');
    expect(text).toContain('kp_rate_limited_total{limit="failures"} 2');
    expect(text).toContain('kp_http_requests_total{method="POST",status="201"} 2');
  });
});
