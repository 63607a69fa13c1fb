import { afterAll, beforeAll, expect, test } from "bun:test";
import { call, createSop, readSop, register, type Problem } from "./http-client.ts";
import { smallGraph } from "./graphs.ts";
import type { Sop } from "./json.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";

let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess();
});
afterAll(() => registry.remove());

test("[H2] register answers 201 with the agent and its first key, shown once", async () => {
  const reply = await call<Record<string, unknown>>(registry.url, null, "POST", "/auth/register", {
    body: { agent_id: "triage-bot", name: "Triage" },
  });
  expect(reply.status).toBe(201);
  expect(Object.keys(reply.body).sort()).toEqual(
    ["agent_id", "api_key", "created_at", "key_prefix", "name", "org_id", "scopes"].sort(),
  );
  expect(reply.body).toMatchObject({
    agent_id: "triage-bot",
    name: "Triage",
    org_id: "main",
    scopes: ["read", "write"],
  });
  expect(reply.body["api_key"]).toMatch(/^kp_[A-Za-z0-9_-]{43}$/);
  expect(String(reply.body["api_key"])).toStartWith(String(reply.body["key_prefix"]));
  expect(reply.body["created_at"]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

test("[H2] a taken name is 409, a bad one and the admin scope are refused", async () => {
  const body = { agent_id: "taken-name" };
  expect((await call(registry.url, null, "POST", "/auth/register", { body })).status).toBe(201);
  const again = await call<Problem>(registry.url, null, "POST", "/auth/register", { body });
  expect(again.status).toBe(409);
  const bad = await call<Problem>(registry.url, null, "POST", "/auth/register", {
    body: { agent_id: "No Good" },
  });
  expect(bad.status).toBe(422);
  const admin = { agent_id: "would-be-admin", scopes: ["read", "admin"] };
  expect([403, 422]).toContain(
    (await call(registry.url, null, "POST", "/auth/register", { body: admin })).status,
  );
});

test("[H1] a refusal is a problem document with a stable code", async () => {
  const reply = await call<Problem>(registry.url, null, "GET", "/sop");
  expect(reply.status).toBe(401);
  expect(reply.headers.get("content-type")).toStartWith("application/problem+json");
  expect(reply.headers.get("www-authenticate")).toStartWith("Bearer");
  expect(reply.body.status).toBe(401);
  for (const member of ["type", "title", "code", "detail"] as const) expect(reply.body[member]).toBeString();
});

test("[H3] a key works as Bearer and as Token, another one does not", async () => {
  const ada = await register(registry.url, "ada");
  const status = async (authorization: string) =>
    (await call(registry.url, null, "GET", "/sop", { headers: { authorization } })).status;
  expect(await status(`Bearer ${ada.key}`)).toBe(200);
  expect(await status(`Token ${ada.key}`)).toBe(200);
  expect(await status(`Bearer kp_${"A".repeat(43)}`)).toBe(401);
  expect(await status("Basic YTpi")).toBe(401);
});

test("[H3] a SOP of somebody else answers exactly as one that does not exist", async () => {
  const owner = await register(registry.url, "owner");
  const stranger = await register(registry.url, "stranger");
  const sop = await createSop(registry.url, owner, smallGraph());
  const none = `kp:sop:${crypto.randomUUID()}`;
  for (const [method, tail] of [
    ["GET", ""],
    ["PATCH", ""],
    ["PUT", "?base=0"],
    ["DELETE", ""],
    ["GET", "/patches"],
    ["GET", "/notices"],
    ["GET", "/events"],
    ["POST", "/messages?client=somebody"],
  ] as const) {
    const options =
      method === "GET" || method === "DELETE"
        ? {}
        : {
            body: [],
            headers: {
              "content-type": method === "PATCH" ? "application/json-patch+json" : "application/json",
            },
          };
    const real = await call<Problem>(registry.url, stranger, method, `/sop/${sop.id}${tail}`, options);
    const absent = await call<Problem>(registry.url, stranger, method, `/sop/${none}${tail}`, options);
    const answer = `${method} ${tail}`;
    expect({ answer, status: real.status }).toEqual({ answer, status: 404 });
    expect(JSON.stringify(real.body).replaceAll(sop.id, "")).toBe(
      JSON.stringify(absent.body).replaceAll(none, ""),
    );
  }
});

test("[H3] a read key sees and does not edit", async () => {
  const reader = await register(registry.url, "reader", ["read"]);
  const refused = await call<Problem>(registry.url, reader, "POST", "/sop", {
    body: { graph: smallGraph() },
  });
  expect(refused.status).toBe(403);
  expect(refused.body.code).toBe("forbidden");
  expect((await call(registry.url, reader, "GET", "/sop")).status).toBe(200);
});

test("[H4] [D6] a SOP begins at version 0 with an empty head, and reads back as it was given", async () => {
  const ada = await register(registry.url, "ada");
  const graph = smallGraph("Begins");
  const sop = await createSop(registry.url, ada, graph);
  expect(sop).toMatchObject({ version: 0, head: "", visibility: "private", status: "draft", role: "owner" });
  expect(sop.id).toMatch(/^kp:sop:[0-9a-f-]{36}$/);
  expect(sop.created_by).toBe(ada.id);
  expect(sop.graph).toEqual(graph);
  expect(await readSop(registry.url, ada, sop.id)).toEqual(sop);
});

test("[H4] [D5] [D3] [D4] [D1] a graph that breaks a rule is not created", async () => {
  const ada = await register(registry.url, "ada");
  const code = async (change: (graph: Record<string, unknown>) => void) => {
    const graph = smallGraph() as unknown as Record<string, unknown>;
    change(graph);
    const reply = await call<Problem>(registry.url, ada, "POST", "/sop", { body: { graph } });
    return `${reply.status} ${reply.body.code}`;
  };
  expect(await code((g) => (g["edges"] = { x: { id: "x", source: "a", target: "gone" } }))).toBe(
    "422 dangling_edge",
  );
  expect(await code((g) => (g["nodes"] = { a: { ...smallGraph().nodes["b"] } }))).toBe("422 invalid_id");
  expect(
    await code(
      (g) =>
        (g["nodes"] = JSON.parse(`{"t":{"id":"t","type":"tool","position":{"x":0,"y":0},
    "data":{"name":"t","when":"w","input_template":{"__proto__":1}}}}`)),
    ),
  ).toBe("422 malformed");
  expect(await code((g) => (g["surprise"] = 1))).toBe("422 invalid");
  expect(await code((g) => delete g["name"])).toBe("422 invalid");
});

test("[H5] the list holds my SOPs, newest first, in pages, without their graphs", async () => {
  const ada = await register(registry.url, "lister");
  const names = ["Refunds", "Outages", "Onboarding"];
  for (const name of names) await createSop(registry.url, ada, { ...smallGraph(name), domain: "listing" });
  type Page = { items: (Sop & { name: string; domain: string })[]; next_cursor?: string };
  const first = await call<Page>(registry.url, ada, "GET", "/sop?limit=2&domain=listing");
  expect(first.body.items.map((item) => item.name)).toEqual(["Onboarding", "Outages"]);
  expect(first.body.items[0]).not.toHaveProperty("graph");
  const next = `/sop?limit=2&domain=listing&cursor=${first.body.next_cursor}`;
  const second = await call<Page>(registry.url, ada, "GET", next);
  expect(second.body.items.map((item) => item.name)).toEqual(["Refunds"]);
  expect(second.body.next_cursor).toBeUndefined();
  const found = await call<Page>(registry.url, ada, "GET", "/sop?q=outag");
  expect(found.body.items.map((item) => item.name)).toEqual(["Outages"]);
});

test("[H15] the registry says that it lives and that its database answers", async () => {
  expect((await fetch(`${registry.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${registry.url}/readyz`)).status).toBe(200);
});

test("[H1] an unknown route and an unknown method are problem documents too", async () => {
  const ada = await register(registry.url, "ada");
  const route = await call<Problem>(registry.url, ada, "GET", "/nothing/here");
  expect(route.status).toBe(404);
  expect(route.headers.get("content-type")).toStartWith("application/problem+json");
  const method = await call<Problem>(registry.url, ada, "PUT", "/sop", { body: {} });
  expect([404, 405]).toContain(method.status);
  expect(method.headers.get("content-type")).toStartWith("application/problem+json");
});
