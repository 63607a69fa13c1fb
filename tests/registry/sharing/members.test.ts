import { afterAll, beforeAll, expect, test } from "bun:test";
import { MemberPage } from "#schemas/protocol/sharing.ts";
import { type Account, register } from "#tests/support/account.ts";
import { startRegistry, type TestRegistry } from "#tests/support/registry.ts";
import { share, verdictOf } from "#tests/support/share.ts";

let registry: TestRegistry;
let ann: Account;
let bob: Account;
let cleo: Account;
beforeAll(async () => {
  registry = await startRegistry();
  ann = await register(registry, "ann");
  bob = await register(registry, "bob");
  cleo = await register(registry, "cleo");
});
afterAll(() => registry[Symbol.asyncDispose]());

const members = async (who: Account, sop: string) =>
  MemberPage.parse(await (await who.call("GET", `/v1/sop/${sop}/members`)).json()).items;
const put = (who: Account, sop: string, agent: string, role: string) =>
  verdictOf(who.call("PUT", `/v1/sop/${sop}/members/${agent}`, { role }));
const remove = (who: Account, sop: string, agent: string) =>
  verdictOf(who.call("DELETE", `/v1/sop/${sop}/members/${agent}`));

test("[A22] an owner gives roles, and what they allow holds from the next call on", async () => {
  const sop = await ann.createSop();
  const path = `/v1/sop/${sop}`;
  const patch = [{ op: "replace", path: "/name", value: "Bob's" }];
  const edit = () =>
    verdictOf(bob.call("PATCH", path, patch, { "content-type": "application/json-patch+json" }));
  expect(await verdictOf(bob.call("GET", path))).toBe("404 not_found");
  await share(ann, sop, bob, "viewer");
  expect((await (await bob.call("GET", path)).json()) as object).toMatchObject({ id: sop, role: "viewer" });
  expect(await edit()).toBe("403 forbidden");
  await share(ann, sop, bob, "editor");
  expect(await edit()).toBe("200");
  expect((await members(ann, sop)).map(({ agent_id, role }) => [agent_id, role])).toEqual([
    ["ann", "owner"],
    ["bob", "editor"],
  ]);
  const list = (await (await bob.call("GET", "/v1/sop?mine=false")).json()) as { items: { id: string }[] };
  expect(list.items.map(({ id }) => id)).toContain(sop);
});

test("[A22] only owners see and change the members; a member may leave by itself", async () => {
  const sop = await ann.createSop();
  await share(ann, sop, bob, "editor");
  await share(ann, sop, cleo, "viewer");
  expect(await verdictOf(bob.call("GET", `/v1/sop/${sop}/members`))).toBe("403 forbidden");
  expect(await put(bob, sop, "cleo", "editor")).toBe("403 forbidden");
  expect(await remove(bob, sop, "cleo")).toBe("403 forbidden");
  expect(await put(bob, sop, "bob", "owner")).toBe("403 forbidden");
  expect(await verdictOf(bob.call("PUT", `/v1/sop/${sop}`, { visibility: "network" }))).toBe("403 forbidden");
  expect(await verdictOf(bob.call("DELETE", `/v1/sop/${sop}`))).toBe("403 forbidden");
  expect(await remove(cleo, sop, "cleo")).toBe("204");
  expect(await verdictOf(cleo.call("GET", `/v1/sop/${sop}`))).toBe("404 not_found");
  expect(await remove(cleo, sop, "cleo")).toBe("404 not_found");
  expect(await remove(ann, sop, "bob")).toBe("204");
  expect(await remove(ann, sop, "bob")).toBe("404 not_found");
});

test("[A22] who cannot be a member is refused with what is wrong", async () => {
  const sop = await ann.createSop();
  expect(await put(ann, sop, "nobody-here", "editor")).toBe("422 unknown_agent");
  expect(await put(ann, sop, "bob", "king")).toBe("422 invalid");
  expect(await put(ann, sop, "%00", "editor")).toBe("422 unknown_agent");
});

test("[A23] the last owner cannot leave or be demoted, with another one both can", async () => {
  const sop = await ann.createSop();
  expect(await remove(ann, sop, "ann")).toBe("409 last_owner");
  expect(await put(ann, sop, "ann", "editor")).toBe("409 last_owner");
  await share(ann, sop, bob, "owner");
  expect(await put(ann, sop, "ann", "viewer")).toBe("200");
  expect(await remove(bob, sop, "bob")).toBe("409 last_owner");
});

test("[A23] of two owners who leave at the same moment one stays", async () => {
  const sop = await ann.createSop();
  await share(ann, sop, bob, "owner");
  const ends = await Promise.all([remove(ann, sop, "ann"), remove(bob, sop, "bob")]);
  expect(ends.toSorted()).toEqual(["204", "409 last_owner"]);
});
