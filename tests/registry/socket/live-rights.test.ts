import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Account, accountOf, register } from "#tests/support/account.ts";
import { startRegistry, type TestRegistry } from "#tests/support/registry.ts";
import { accept, invite, openUp, share, verdictOf } from "#tests/support/share.ts";

let registry: TestRegistry;
let ann: Account;
let bob: Account;
beforeAll(async () => {
  registry = await startRegistry();
  ann = await register(registry, "ann");
  bob = await register(registry, "bob");
});
afterAll(() => registry[Symbol.asyncDispose]());

const rename = (id: string, value: string) => ({
  type: "patch",
  id,
  base: 0,
  ts: Date.now(),
  ops: [{ op: "replace", path: "/name", value }],
});

test("[A27] a change of role reaches every tab in place, and counts from there on", async () => {
  const sop = await ann.createSop();
  await share(ann, sop, bob, "viewer");
  using tab = bob.open(sop, { client: "bob-tab-1" });
  using other = bob.open(sop, { client: "bob-tab-2" });
  expect((await tab.expect("init")).you.role).toBe("viewer");
  await other.expect("init");
  tab.send(rename("too-soon", "No"));
  expect(await tab.until("error")).toMatchObject({ code: "forbidden", id: "too-soon" });

  await share(ann, sop, bob, "editor");
  expect(await tab.until("role")).toEqual({ type: "role", role: "editor" });
  expect(await other.until("role")).toEqual({ type: "role", role: "editor" });
  tab.send(rename("now", "Yes"));
  expect(await tab.until("patch")).toMatchObject({ id: "now", version: 1 });

  await share(ann, sop, bob, "viewer");
  expect(await tab.until("role")).toEqual({ type: "role", role: "viewer" });
  tab.send(rename("too-late", "No"));
  expect(await tab.until("error")).toMatchObject({ code: "forbidden", id: "too-late" });
});

test("[A27] others see the role of who is here", async () => {
  const sop = await ann.createSop();
  await share(ann, sop, bob, "viewer");
  using watcher = ann.open(sop, { client: "ann-tab-1" });
  await watcher.expect("init");
  using tab = bob.open(sop, { client: "bob-tab-1" });
  await tab.expect("init");
  await watcher.until("join");
  await share(ann, sop, bob, "editor");
  for (;;) {
    const { peers } = await watcher.until("presence");
    if (peers["bob/bob-tab-1"]?.["role"] === "editor") break;
  }
});

test("[A27] a key that may only read stays a reader, whatever the role", async () => {
  const sop = await ann.createSop();
  const reader = await register(registry, "reader", ["read"]);
  await share(ann, sop, reader, "viewer");
  using tab = reader.open(sop, { client: "reader-tab" });
  await tab.expect("init");
  await share(ann, sop, reader, "owner");
  await tab.until("role");
  tab.send(rename("not-by-this-key", "No"));
  expect(await tab.until("error")).toMatchObject({ code: "forbidden", id: "not-by-this-key" });
});

test("[A28] whoever is removed is out at once, with 4403: sockets, streams, and whoever is on the way in", async () => {
  const sop = await ann.createSop();
  await share(ann, sop, bob, "editor");
  using watcher = ann.open(sop, { client: "ann-tab-1" });
  await watcher.expect("init");
  using tab = bob.open(sop, { client: "bob-tab-1" });
  await tab.expect("init");
  const stream = await bob.call("GET", `/v1/sop/${sop}/events`);
  expect(stream.status).toBe(200);
  const told = stream.text();
  await ann.call("DELETE", `/v1/sop/${sop}/members/bob`);
  expect(await tab.closed).toMatchObject({ code: 4403 });
  expect(await told).toContain('event: close\ndata: {"type":"close","code":4403');
  expect(await watcher.until("leave")).toEqual({ type: "leave", peer: "bob/bob-tab-1" });
  expect(await verdictOf(bob.call("GET", `/v1/sop/${sop}/events`))).toBe("404 not_found");
});

test("[A28] a guest goes with the link, a member who came by it stays", async () => {
  const sop = await ann.createSop();
  await openUp(ann, sop, "network");
  const { id, token } = await invite(ann, sop, { role: "editor" });
  const answer = await fetch(`${registry.url}/v1/invites/${token}/accept`, { method: "POST" });
  const { api_key } = (await answer.json()) as { api_key: string };
  await accept(bob, token);
  using guest = accountOf(registry, "guest", api_key).open(sop, { client: "guest-tab" });
  using member = bob.open(sop, { client: "bob-tab-1" });
  await guest.expect("init");
  await member.expect("init");
  await ann.call("DELETE", `/v1/sop/${sop}/invites/${id}`);
  expect([4401, 4403]).toContain((await guest.closed).code);
  member.send(rename("still-here", "Yes"));
  expect(await member.until("patch")).toMatchObject({ id: "still-here" });
});

test("[A27] a change of visibility is told to who is here, and takes nobody's role", async () => {
  const sop = await ann.createSop();
  await share(ann, sop, bob, "editor");
  using tab = bob.open(sop, { client: "bob-tab-1" });
  await tab.expect("init");
  await openUp(ann, sop, "network");
  expect(await tab.until("sop")).toMatchObject({ visibility: "network" });
  await openUp(ann, sop, "private");
  tab.send(rename("still-editor", "Yes"));
  expect(await tab.until("patch")).toMatchObject({ id: "still-editor" });
});

test("[A27] under load: of an editor who is demoted in the middle of typing nothing is committed after the role", async () => {
  const sop = await ann.createSop();
  await share(ann, sop, bob, "editor");
  const crowd = Array.from({ length: 200 }, (_, n) => ann.open(sop, { client: `crowd-${n + 1000}` }));
  await Promise.all(crowd.map((socket) => socket.expect("init")));
  using typist = bob.open(sop, { client: "bob-types" });
  await typist.expect("init");
  let sent = 0;
  const type = () => typist.send(rename(`key-${(sent += 1)}`, `letter ${sent}`));
  for (let i = 0; i < 40; i++) type();
  let demotion: Promise<void> | undefined;
  let isDemoted = false;
  let lastVersion = 0;
  let forbidden = 0;
  let after = 0;
  while (forbidden + lastVersion < sent || !isDemoted) {
    const message = await typist.next();
    if (message.type === "role") isDemoted = true;
    if (message.type === "error") forbidden += 1;
    const patches = message.type === "patch" ? [message] : message.type === "patches" ? message.patches : [];
    for (const { version } of patches) {
      lastVersion = version;
      if (isDemoted) after += 1;
    }
    if (sent < 150) for (let i = 0; i < 5; i++) type();
    if (lastVersion >= 20) demotion ??= share(ann, sop, bob, "viewer");
  }
  await demotion;
  expect(after).toBe(0);
  expect(forbidden).toBeGreaterThan(0);
  const now = (await (await ann.call("GET", `/v1/sop/${sop}`)).json()) as { version: number };
  expect(now.version).toBe(lastVersion);
  for (const socket of crowd) socket.close();
});
