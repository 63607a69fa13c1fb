import { afterAll, beforeAll, expect, test } from "bun:test";
import { AcceptAnswer, InviteAnswer, InvitePage, InvitePreview } from "#schemas/protocol/sharing.ts";
import { type Account, accountOf, register } from "#tests/support/account.ts";
import { startRegistry, type TestRegistry } from "#tests/support/registry.ts";
import { accept, invite, openUp, share, verdictOf } from "#tests/support/share.ts";
import { createTestClock } from "#tests/support/test-clock.ts";

const clock = createTestClock(Date.now());
let registry: TestRegistry;
let ann: Account;
let bob: Account;
let cleo: Account;
beforeAll(async () => {
  registry = await startRegistry({ clock, config: { publicUrl: "https://sop.example" } });
  ann = await register(registry, "ann");
  bob = await register(registry, "bob");
  cleo = await register(registry, "cleo");
});
afterAll(() => registry[Symbol.asyncDispose]());

const make = (sop: string, body: object) => verdictOf(ann.call("POST", `/v1/sop/${sop}/invites`, body));
const roleOf = async (who: Account, sop: string) =>
  ((await (await who.call("GET", `/v1/sop/${sop}`)).json()) as { role?: string }).role;
const nobody = (token: string, body?: object) =>
  fetch(`${registry.url}/v1/invites/${token}/accept`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });

test("[A24] on a private SOP a link has to name agents; one that makes owners always, for one use", async () => {
  const sop = await ann.createSop();
  expect(await make(sop, { role: "viewer" })).toBe("422 invalid");
  expect(await make(sop, { role: "viewer", agents: ["bob"] })).toBe("201");
  expect(await make(sop, { role: "viewer", agents: ["who-is-that"] })).toBe("422 unknown_agent");
  await openUp(ann, sop, "network");
  expect(await make(sop, { role: "viewer" })).toBe("201");
  expect(await make(sop, { role: "owner" })).toBe("422 invalid");
  expect(await make(sop, { role: "owner", agents: ["bob"], max_uses: 2 })).toBe("422 invalid");
  for (const body of [{}, { role: "editor", expires_in: 0 }, { role: "editor", max_uses: 0.5 }, { role: 1 }])
    expect(await make(sop, body)).toBe("422 invalid");
});

test("[A24] the token is told once, in the link's fragment; lists and the database have none", async () => {
  const sop = await ann.createSop();
  const body = { role: "editor", agents: ["bob"], expires_in: 60, max_uses: 3 };
  const made = InviteAnswer.parse(await invite(ann, sop, body));
  expect(made.url).toBe(`https://sop.example/invite#${made.token}`);
  expect(made).toMatchObject({ role: "editor", max_uses: 3, uses: 0, agents: ["bob"] });
  const list = await (await ann.call("GET", `/v1/sop/${sop}/invites`)).text();
  expect(list).not.toContain(made.token);
  expect(InvitePage.parse(JSON.parse(list)).items).toMatchObject([{ id: made.id, uses: 0 }]);
  await accept(bob, made.token);
  const after = InvitePage.parse(await (await ann.call("GET", `/v1/sop/${sop}/invites`)).json());
  expect(after.items).toMatchObject([{ id: made.id, uses: 1 }]);
});

test("[A24] open sockets hear that a link was made, and that it was taken back", async () => {
  const sop = await ann.createSop();
  await share(ann, sop, bob, "viewer");
  using socket = bob.open(sop);
  await socket.expect("init");
  const { id } = await invite(ann, sop, { role: "editor", agents: ["cleo"] });
  expect(await socket.until("sop")).toEqual({ type: "sop", links: clock.now() });
  clock.advance(1000);
  await ann.call("DELETE", `/v1/sop/${sop}/invites/${id}`);
  expect(await socket.until("sop")).toEqual({ type: "sop", links: clock.now() });
});

test("[A24] only owners make, see and revoke links", async () => {
  const sop = await ann.createSop();
  await share(ann, sop, bob, "editor");
  const { id } = await invite(ann, sop, { role: "viewer", agents: ["cleo"] });
  expect(await verdictOf(bob.call("POST", `/v1/sop/${sop}/invites`, { role: "viewer" }))).toBe(
    "403 forbidden",
  );
  expect(await verdictOf(bob.call("GET", `/v1/sop/${sop}/invites`))).toBe("403 forbidden");
  expect(await verdictOf(bob.call("DELETE", `/v1/sop/${sop}/invites/${id}`))).toBe("403 forbidden");
  expect(await verdictOf(cleo.call("DELETE", `/v1/sop/${sop}/invites/${id}`))).toBe("404 not_found");
});

test("[A25] a link is for those whom it names, or whom the visibility lets in", async () => {
  const sop = await ann.createSop();
  const named = await invite(ann, sop, { role: "viewer", agents: ["bob"] });
  expect(await verdictOf(accept(cleo, named.token))).toBe("403 forbidden");
  expect(await verdictOf(cleo.call("GET", `/v1/invites/${named.token}`))).toBe("403 forbidden");
  expect(await verdictOf(nobody(named.token))).toBe("401 unauthenticated");
  await openUp(ann, sop, "org");
  const forOrg = await invite(ann, sop, { role: "viewer" });
  expect(await verdictOf(nobody(forOrg.token))).toBe("401 unauthenticated");
  expect(await verdictOf(accept(cleo, forOrg.token))).toBe("200");
  await openUp(ann, sop, "private");
  expect(await verdictOf(accept(bob, forOrg.token))).toBe("403 forbidden");
  expect(await verdictOf(accept(bob, named.token))).toBe("200");
});

test("[A25] a preview tells name, role and who invites, no content", async () => {
  const sop = await ann.createSop();
  const { token } = await invite(ann, sop, { role: "editor", agents: ["bob"] });
  const preview: unknown = await (await bob.call("GET", `/v1/invites/${token}`)).json();
  expect(InvitePreview.parse(preview)).toEqual(preview as InvitePreviewBody);
  expect(preview).toMatchObject({ sop: { id: sop, name: "Refund" }, role: "editor", invited_by: "ann" });
  expect(await verdictOf(bob.call("GET", `/v1/sop/${sop}`))).toBe("404 not_found");
  expect(await verdictOf(bob.call("GET", `/v1/invites/${"x".repeat(43)}`))).toBe("404 not_found");
});
type InvitePreviewBody = ReturnType<typeof InvitePreview.parse>;

test("[A25] accepting twice is harmless, takes no second use and never lowers a role", async () => {
  const sop = await ann.createSop();
  const forViewers = await invite(ann, sop, { role: "viewer", agents: ["bob"], max_uses: 1 });
  for (let i = 0; i < 2; i++) {
    const answer: unknown = await (await accept(bob, forViewers.token)).json();
    expect(AcceptAnswer.parse(answer)).toEqual({ sop_id: sop, role: "viewer" });
  }
  await share(ann, sop, bob, "editor");
  expect(await (await accept(bob, forViewers.token)).json()).toEqual({ sop_id: sop, role: "editor" });
  expect(await roleOf(bob, sop)).toBe("editor");
  expect(
    await (await accept(ann, (await invite(ann, sop, { role: "viewer", agents: ["ann"] })).token)).json(),
  ).toEqual({ sop_id: sop, role: "owner" });
});

test("[A25] used up, expired, revoked, its SOP deleted: 410; of two who race for the last use one gets it", async () => {
  const sop = await ann.createSop();
  await openUp(ann, sop, "network");
  const once = await invite(ann, sop, { role: "viewer", max_uses: 1 });
  const ends = await Promise.all([bob, cleo].map((who) => verdictOf(accept(who, once.token))));
  expect(ends.toSorted()).toEqual(["200", "410 invite_gone"]);
  expect(await verdictOf(nobody(once.token))).toBe("410 invite_gone");
  const short = await invite(ann, sop, { role: "editor", expires_in: 5 });
  clock.advance(5000);
  expect(await verdictOf(accept(bob, short.token))).toBe("410 invite_gone");
  expect(await verdictOf(bob.call("GET", `/v1/invites/${short.token}`))).toBe("410 invite_gone");
  const revoked = await invite(ann, sop, { role: "editor" });
  const path = `/v1/sop/${sop}/invites/${revoked.id}`;
  expect(await verdictOf(ann.call("DELETE", path))).toBe("204");
  expect(await verdictOf(ann.call("DELETE", path))).toBe("404 not_found");
  expect(await verdictOf(accept(bob, revoked.token))).toBe("410 invite_gone");
  const orphan = await invite(ann, sop, { role: "editor" });
  await ann.call("DELETE", `/v1/sop/${sop}`);
  expect(await verdictOf(accept(bob, orphan.token))).toBe("410 invite_gone");
});

test("[A25] a guest has a key for that SOP alone; revoking the link ends guests and leaves members", async () => {
  const sop = await ann.createSop();
  const other = await ann.createSop();
  await openUp(ann, sop, "network");
  const { id, token } = await invite(ann, sop, { role: "editor" });
  const answer = AcceptAnswer.parse(await (await nobody(token, { name: "Visitor" })).json());
  expect(answer).toMatchObject({ sop_id: sop, role: "editor" });
  expect(answer.agent_id).toStartWith("guest:");
  expect(answer.api_key).toStartWith("kp_");
  await accept(bob, token);
  const guest = accountOf(registry, "guest", answer.api_key ?? "");
  expect(await roleOf(guest, sop)).toBe("editor");
  expect(await verdictOf(guest.call("GET", `/v1/sop/${other}`))).toBe("404 not_found");
  expect(await verdictOf(guest.call("POST", "/v1/sop", { graph: { name: "n", domain: "d" } }))).toBe(
    "403 forbidden",
  );
  expect(await verdictOf(guest.call("POST", "/v1/auth/keys", {}))).toBe("403 forbidden");
  const page = (await (await ann.call("GET", `/v1/sop/${sop}/members`)).json()) as {
    items: { agent_id: string; guest?: true }[];
  };
  const name = page.items.find((member) => member.guest)?.agent_id ?? "";
  expect(
    await verdictOf(ann.call("PUT", `/v1/sop/${sop}/members/${encodeURIComponent(name)}`, { role: "owner" })),
  ).toBe("422 invalid");
  expect(await verdictOf(ann.call("DELETE", `/v1/sop/${sop}/invites/${id}`))).toBe("204");
  expect(await verdictOf(guest.call("GET", `/v1/sop/${sop}`))).toBe("401 unauthenticated");
  expect(await roleOf(bob, sop)).toBe("editor");
});
