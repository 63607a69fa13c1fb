import { expect, test } from "bun:test";
import { makeGuest } from "#registry/access/guest.ts";
import { type Account, accountOf, register } from "#tests/support/account.ts";
import { startRegistry, type TestRegistry } from "#tests/support/registry.ts";

/** A guest of a SOP, as accepting a link makes one; `revoke` revokes the link. */
async function makeGuestOf(registry: TestRegistry, owner: Account, id: string) {
  const { invites, sops } = registry.storage;
  const sop = await sops.find(id);
  if (sop === null) throw new Error("no such SOP");
  const invite = { id: "i1", sop: id, hash: "h", role: "viewer" } as const;
  const made = { created_by: owner.agent, created_at: 1, revoked_at: null };
  await invites.create({ ...invite, ...made, expires_at: null, max_uses: null, agents: null, uses: 0 });
  const { agent, key, raw } = makeGuest(sop, invite, "Zoe", Date.now());
  expect(await invites.accept("h", { kind: "guest", agent, key }, sop.visibility, 2)).not.toBe("gone");
  return accountOf(registry, agent.agent_id, raw);
}

test("[A3] a guest's key is good for its SOP, and for nothing else", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const [sop, other] = [await ann.createSop(), await ann.createSop()];
  const guest = await makeGuestOf(registry, ann, sop);
  const status = async (method: string, path: string, body?: unknown) =>
    (await guest.call(method, path, body)).status;
  expect(await status("GET", `/v1/sop/${sop}`)).toBe(200);
  expect(await status("GET", `/v1/sop/${other}`)).toBe(404);
  expect(await status("POST", "/v1/auth/keys", {})).toBe(403);
  expect(await status("GET", "/v1/auth/keys")).toBe(403);
  expect(await status("DELETE", `/v1/auth/keys/${guest.key.slice(0, 11)}`)).toBe(403);
  expect(await status("POST", "/v1/sop", { graph: { name: "Mine", domain: "d" } })).toBe(403);
  expect(await status("POST", `/v1/sop/${sop}/ws-ticket`)).toBe(201);
  using socket = guest.open(sop);
  expect((await socket.expect("init")).you).toMatchObject({ agent: guest.agent, role: "viewer" });
  const patch = [{ op: "replace", path: "/name", value: "Ours" }];
  const edit = async () =>
    (await guest.call("PATCH", `/v1/sop/${sop}`, patch, { "content-type": "application/json-patch+json" }))
      .status;
  expect(await edit()).toBe(403);
  // The key need not change for a guest to be trusted with more.
  await ann.call("PUT", `/v1/sop/${sop}/members/${encodeURIComponent(guest.agent)}`, { role: "editor" });
  expect(await edit()).toBe(200);
});
