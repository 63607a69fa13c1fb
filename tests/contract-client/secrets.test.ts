import { afterAll, beforeAll, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import { openSocket } from "./connect.ts";
import { smallGraph } from "./graphs.ts";
import { call, createSop, register, type Agent } from "./http-client.ts";
import type { Sop } from "./json.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";

let registry: RegistryProcess;
let agent: Agent;
let sop: Sop;
beforeAll(async () => {
  registry = await startRegistryProcess({ env: { KP_LOG_LEVEL: "trace" } });
  agent = await register(registry.url, "keeper");
  sop = await createSop(registry.url, agent, smallGraph());
});
afterAll(() => registry.remove());

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Puts a secret everywhere where a call can carry one; gives what was answered. */
async function provoke(secret: string): Promise<string> {
  const texts: string[] = [];
  const paths = [
    `/sop/${secret}`,
    `/sop/${sop.id}/${secret}`,
    `/sop/${sop.id}/locks/${secret}`,
    `/sop/${sop.id}/invites/${secret}`,
    `/sop/${sop.id}/members/${secret}`,
    `/sop/${sop.id}?base=${secret}&client=${secret}`,
    // Not a name: with one it would be a stream without an end.
    `/sop/${sop.id}/events?client=${secret}!`,
    `/sop/${sop.id}/messages`,
    `/sop?cursor=${secret}`,
    `/invites/${secret}`,
    `/invites/${secret}/accept`,
    `/auth/keys/${secret}`,
    `/auth/${secret}`,
    `/${secret}?key=${secret}`,
  ];
  const body = {
    agent_id: secret,
    name: secret,
    token: secret,
    graph: secret,
    agents: [secret],
    role: secret,
  };
  for (const path of paths) {
    for (const method of METHODS) {
      if (method === "DELETE" && path.startsWith(`/sop/${sop.id}?`)) continue;
      const raw = method === "GET" ? undefined : JSON.stringify(body);
      for (const by of [agent, null]) {
        const reply = await call(registry.url, by, method, path, { raw });
        texts.push(JSON.stringify([reply.status, reply.body]));
      }
    }
  }
  for (const authorization of [`Bearer ${secret}`, `Token ${secret}`, secret, `Basic ${secret}`]) {
    await call(registry.url, null, "GET", `/sop/${sop.id}`, { headers: { authorization } });
    const socket = openSocket(registry.url, null, sop.id, {
      headers: { authorization, origin: registry.url },
    });
    // The key itself gets in.
    await Promise.race([socket.closed, socket.until("init").catch(() => undefined)]);
    socket.cut();
  }
  await fetch(`${registry.url}/v1/sop/${sop.id}/ws?ticket=${secret}`, { headers: { upgrade: "websocket" } });
  for (const raw of [`{"agent_id": "${secret}`, `["${secret}"]`, `"${secret}"`, `{"${secret}": 1}`]) {
    texts.push(JSON.stringify((await call(registry.url, null, "POST", "/auth/register", { raw })).body));
    texts.push(JSON.stringify((await call(registry.url, agent, "POST", "/sop", { raw })).body));
  }
  return texts.join("\n");
}

/** The log once it has the line of a call that was made after everything else. */
async function logAfterAll(): Promise<string> {
  const mark = crypto.randomUUID();
  await call(registry.url, agent, "GET", `/sop/kp:sop:${mark}`);
  while (!registry.stderr().includes(mark)) await new Promise((resolve) => setImmediate(resolve));
  return registry.stderr();
}

async function makeTicket(): Promise<string> {
  return (await call<{ ticket: string }>(registry.url, agent, "POST", `/sop/${sop.id}/ws-ticket`)).body
    .ticket;
}

async function makeInvite(): Promise<string> {
  await call(registry.url, agent, "PUT", `/sop/${sop.id}`, { body: { visibility: "network" } });
  const options = { body: { role: "viewer" } };
  return (await call<{ token: string }>(registry.url, agent, "POST", `/sop/${sop.id}/invites`, options)).body
    .token;
}

test("[M5] keys, tickets, invites and tokens are in no log line and no error, wherever they are put", async () => {
  const jwt = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.${"sIg-9_".repeat(12)}`;
  const secrets = [agent.key, await makeTicket(), await makeInvite(), jwt, `kp_${"w-0_R".repeat(8)}ng9`];
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(20);
    expect(await provoke(secret)).not.toContain(secret);
  }
  const log = await logAfterAll();
  for (const secret of secrets) expect(log).not.toContain(secret);
  expect(log).toContain('"path":"/v1/invites/…/accept"');
  expect(log).not.toMatch(/\?|Bearer|client=/);
}, 60_000);

test("[M5] a commit that fails tells the log why, and nothing of what was to be committed", async () => {
  const content = "a sentence that only people of this SOP may read";
  const database = new Database(registry.databaseFile);
  database.run("CREATE TRIGGER refuse BEFORE INSERT ON log BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  const raw = JSON.stringify([{ op: "replace", path: "/name", value: content }]);
  const headers = { "content-type": "application/json-patch+json" };
  const reply = await call(registry.url, agent, "PATCH", `/sop/${sop.id}`, { raw, headers });
  database.run("DROP TRIGGER refuse");
  database.close();
  expect(reply.status).toBe(503);
  expect(reply.headers.get("retry-after")).toBe("1");
  const log = await logAfterAll();
  expect(log).toContain("disk full");
  expect(log).not.toContain(content);
});

test("[M5] [M6] a database that fails tells the log why, and neither secrets nor content", async () => {
  const ticket = await makeTicket();
  const content = "a sentence that only people of this SOP may read";
  const database = new Database(registry.databaseFile);
  for (const table of ["keys", "sops", "members", "log", "snapshots", "invites"]) {
    if (tableExists(database, table)) database.run(`ALTER TABLE ${table} RENAME TO ${table}_gone`);
  }
  database.close();
  // Once it is no longer remembered, every call asks the database for the key.
  const raw = JSON.stringify([{ op: "replace", path: "/name", value: content }]);
  const headers = { "content-type": "application/json-patch+json" };
  const statuses = new Set<number>();
  for (let i = 0; i < 1000 && !statuses.has(503); i++) {
    statuses.add((await call(registry.url, agent, "PATCH", `/sop/${sop.id}`, { raw, headers })).status);
  }
  expect([...statuses]).not.toContain(500);
  expect([...statuses]).toContain(503);
  const reply = await call(registry.url, agent, "GET", `/sop/${sop.id}`);
  expect(reply.status).toBe(503);
  expect(reply.headers.get("retry-after")).toBe("1");
  expect(JSON.stringify(reply.body)).not.toMatch(/no such table|select/i);
  expect((await call(registry.url, null, "POST", `/invites/${ticket}/accept`)).status).toBe(503);
  expect((await fetch(`${registry.url}/healthz`)).status).toBe(200);
  const log = await logAfterAll();
  expect(log).toContain("no such table");
  for (const secret of [agent.key, ticket, content]) expect(log).not.toContain(secret);
}, 60_000);

function tableExists(database: Database, name: string): boolean {
  return database.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== null;
}
