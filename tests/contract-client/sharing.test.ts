import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { connect, openSocket } from "./connect.ts";
import { smallGraph } from "./graphs.ts";
import { call, createSop, patchSop, readSop, register, type Agent, type Problem } from "./http-client.ts";
import { acceptInvite, makeInvite, setRole } from "./invites.ts";
import type { Op, Sop } from "./json.ts";
import { clientName } from "./pair.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";

let registry: RegistryProcess;
let url: string;
let ann: Agent;
let bob: Agent;
let sop: Sop;
beforeAll(async () => {
  registry = await startRegistryProcess({ env: { KP_PUBLIC_URL: "https://sop.example" } });
  url = registry.url;
  ann = await register(url, "ann");
  bob = await register(url, "bob");
});
beforeEach(async () => {
  sop = await createSop(url, ann, smallGraph());
});
afterAll(() => registry.remove());

const setX = (x: number): Op => ({ op: "replace", path: "/nodes/a/position/x", value: x });
const open = (agent: Agent) => connect(url, agent, sop.id, { client: clientName("tab") });
const visible = (visibility: string) => call(url, ann, "PUT", `/sop/${sop.id}`, { body: { visibility } });

test("[A24] [A25] a link in a fragment, previewed, accepted: both edit one SOP, live", async () => {
  const invite = await makeInvite(url, ann, sop.id, { role: "editor", agents: [bob.id] });
  expect(invite.url).toStartWith("https://sop.example/");
  expect(new URL(invite.url).hash).toContain(invite.token);
  expect((await call(url, bob, "GET", `/sop/${sop.id}`)).status).toBe(404);
  const preview = await call(url, bob, "GET", `/invites/${invite.token}`);
  expect(preview.body).toMatchObject({ sop: { id: sop.id, name: sop.graph.name }, role: "editor" });
  expect((await acceptInvite(url, bob, invite.token)).body).toEqual({ sop_id: sop.id, role: "editor" });
  const hers = await open(ann);
  const his = await open(bob);
  const fate = await his.edit([setX(5)]);
  expect(fate.kind).toBe("echo");
  await hers.reach(1);
  expect(hers.graph).toEqual(his.graph);
  expect(registry.stderr()).not.toContain(invite.token);
});

test("[A25] a guest on a network SOP edits with a key for it alone; without one there is nothing", async () => {
  await visible("network");
  const { token } = await makeInvite(url, ann, sop.id, { role: "editor" });
  const { status, body } = await acceptInvite(url, null, token);
  expect(status).toBe(200);
  expect(body).toMatchObject({ agent_id: expect.stringMatching(/^guest:/) });
  const guest = { id: "guest", key: body.api_key ?? "" };
  expect((await readSop(url, guest, sop.id)).role).toBe("editor");
  const other = await createSop(url, ann, smallGraph());
  expect((await call(url, guest, "GET", `/sop/${other.id}`)).status).toBe(404);
  expect((await call(url, guest, "POST", "/auth/keys", { body: {} })).status).toBe(403);
});

test("[A25] of ten who race for the last use one gets it, and the others are told that it is gone", async () => {
  await visible("network");
  const { token } = await makeInvite(url, ann, sop.id, { role: "viewer", max_uses: 1 });
  const racers = await Promise.all(Array.from({ length: 10 }, () => register(url, "racer")));
  const ends = await Promise.all(racers.map((racer) => acceptInvite<Problem>(url, racer, token)));
  expect(ends.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const { status, body } of ends.filter(({ status }) => status !== 200))
    expect([status, body.code]).toEqual([410, "invite_gone"]);
});

test("[A27] an editor demoted while writing hears it on the open socket; nothing after it is taken", async () => {
  await setRole(url, ann, sop.id, bob, "editor");
  const hers = await open(ann);
  const his = await open(bob);
  const writing = Array.from({ length: 50 }, (_, i) => his.edit([setX(i)]));
  const demotion = setRole(url, ann, sop.id, bob, "viewer");
  await his.until("role", ({ role }) => role === "viewer");
  await demotion;
  await Promise.all(writing);
  const at = his.log.findIndex(({ type }) => type === "role");
  const after = his.log.slice(at).filter(({ type }) => type === "patch" || type === "patches");
  expect(after).toEqual([]);
  const late = await his.edit([setX(99)]);
  expect(late).toMatchObject({ kind: "error", error: { code: "forbidden" } });
  expect((await patchSop<Problem>(url, bob, sop.id, [setX(99)])).body.code).toBe("forbidden");
  await hers.reach((await readSop(url, ann, sop.id)).version);
  await setRole(url, ann, sop.id, bob, "editor");
  await his.until("role", ({ role }) => role === "editor");
  expect((await his.edit([setX(100)])).kind).toBe("echo");
});

test("[A28] whoever is removed is closed with 4403 and finds nothing any more; others see them leave", async () => {
  await setRole(url, ann, sop.id, bob, "viewer");
  const hers = await open(ann);
  const his = await open(bob);
  const { peer } = his.init.you;
  await call(url, ann, "DELETE", `/sop/${sop.id}/members/${bob.id}`);
  expect((await his.closed).code).toBe(4403);
  await hers.until("leave", (message) => message.peer === peer);
  const again = openSocket(url, bob, sop.id, { headers: { origin: url } });
  expect((await again.closed).code).toBe(4404);
  expect((await call(url, bob, "GET", `/sop/${sop.id}`)).status).toBe(404);
});

test("[A23] the last owner stays, and says so to whoever tries", async () => {
  const leave = await call<Problem>(url, ann, "DELETE", `/sop/${sop.id}/members/${ann.id}`);
  expect([leave.status, leave.body.code]).toEqual([409, "last_owner"]);
  await setRole(url, ann, sop.id, bob, "owner");
  expect((await call(url, ann, "DELETE", `/sop/${sop.id}/members/${ann.id}`)).status).toBe(204);
  expect((await readSop(url, bob, sop.id)).role).toBe("owner");
});
