import { afterAll, beforeAll, expect, test } from "bun:test";
import { callHttp, verdictOf } from "./http-caller.ts";
import { startRegistry, type TestRegistry } from "#tests/support/registry.ts";
import { type Account, register } from "#tests/support/account.ts";

const APP = "https://app.example.org";
const EVIL = "https://evil.example";
const config = { allowedOrigins: [APP], publicUrl: "https://sop.example.org" };

let registry: TestRegistry;
let owner: Account;
let sop: string;
beforeAll(async () => {
  registry = await startRegistry({ config });
  owner = await register(registry, "owner");
  sop = await owner.createSop();
});
afterAll(() => registry.stop());

const call = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
  callHttp(registry.url, method, path, { key: owner.key, headers, body });

test("[M4] an allowed origin's page is told before it calls, and may read what it needs", async () => {
  const asks = { origin: APP, "access-control-request-method": "PATCH" };
  const told = await callHttp(registry.url, "OPTIONS", `/v1/sop/${sop}`, { headers: asks });
  expect(told.status).toBe(204);
  expect(told.headers.get("access-control-allow-origin")).toBe(APP);
  expect(told.headers.get("access-control-allow-methods")).toContain("PATCH");
  for (const name of ["Authorization", "Content-Type", "If-Match", "Idempotency-Key", "Last-Event-ID"]) {
    expect(told.headers.get("access-control-allow-headers")).toContain(name);
  }
  expect(told.headers.get("access-control-allow-credentials")).toBeNull();
  const read = await call("GET", `/v1/sop/${sop}`, { origin: APP });
  expect(read.status).toBe(200);
  expect(read.headers.get("access-control-allow-origin")).toBe(APP);
  expect(read.headers.get("vary")).toContain("Origin");
  for (const name of ["ETag", "RateLimit-Remaining", "Retry-After", "Link"]) {
    expect(read.headers.get("access-control-expose-headers")).toContain(name);
  }
  const refused = await callHttp(registry.url, "GET", `/v1/sop/${sop}`, { headers: { origin: APP } });
  expect(refused.status).toBe(401);
  expect(refused.headers.get("access-control-allow-origin")).toBe(APP);
});

test("[M4] another origin's page changes nothing and reads nothing", async () => {
  for (const origin of [EVIL, "null", `${APP}.evil.example`, "http://app.example.org"]) {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect(verdictOf(await call(method, `/v1/sop/${sop}`, { origin }, []))).toBe("403 forbidden");
    }
    const register = { headers: { origin }, body: { agent_id: "rider" } };
    expect((await callHttp(registry.url, "POST", "/v1/auth/register", register)).status).toBe(403);
    const read = await call("GET", `/v1/sop/${sop}`, { origin });
    expect(read.headers.get("access-control-allow-origin")).toBeNull();
    const asks = { origin, "access-control-request-method": "PATCH" };
    const told = await call("OPTIONS", `/v1/sop/${sop}`, asks);
    expect(told.headers.get("access-control-allow-origin")).toBeNull();
    expect(told.headers.get("access-control-allow-methods")).toBeNull();
  }
  expect((await call("GET", `/v1/sop/${sop}`, {})).status).toBe(200);
});

test("[M4] the registry's own page, its public one and programs may change things", async () => {
  const own: readonly Record<string, string>[] = [{ origin: registry.url }, { origin: config.publicUrl }, {}];
  for (const headers of own) {
    const body = { graph: { name: "Own", domain: "support" } };
    expect((await call("POST", "/v1/sop", headers, body)).status).toBe(201);
  }
});

test("[M4] every answer carries the headers that keep it where it belongs", async () => {
  const answers = [
    await call("GET", `/v1/sop/${sop}`, {}),
    await call("GET", "/v1/nothing", {}),
    await call("GET", "/healthz", {}),
    await call("GET", "/metrics", {}),
    await call("GET", `/v1/sop/${sop}/ws`, {}),
    await call("POST", "/v1/sop", { origin: EVIL }, {}),
    await call("OPTIONS", "/v1/sop", { origin: APP, "access-control-request-method": "POST" }),
  ];
  for (const { headers } of answers) {
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("strict-transport-security")).toStartWith("max-age=");
    expect(headers.get("ratelimit-remaining")).toMatch(/^\d+$/);
  }
});

test("[M4] over http nothing is promised of https", async () => {
  await using plain = await startRegistry();
  const { headers } = await callHttp(plain.url, "GET", "/healthz");
  expect(headers.get("strict-transport-security")).toBeNull();
});
