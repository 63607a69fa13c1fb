import { afterAll, beforeAll, expect, test } from "bun:test";
import { groupActivity, PAUSE_MS } from "#registry/access/group-activity.ts";
import type { ActivityItem } from "#registry/storage/sharing.ts";
import { type Account, accountOf, register } from "#tests/support/account.ts";
import { startRegistry, type TestRegistry } from "#tests/support/registry.ts";
import { share, verdictOf } from "#tests/support/share.ts";
import { createTestClock } from "#tests/support/test-clock.ts";

const clock = createTestClock();
let registry: TestRegistry;
let ann: Account;
let bob: Account;
beforeAll(async () => {
  registry = await startRegistry({ clock });
  ann = await register(registry, "ann");
  bob = await register(registry, "bob");
});
afterAll(() => registry[Symbol.asyncDispose]());

interface Page {
  readonly items: {
    type: string;
    by: string;
    patches?: number;
    first_version?: number;
    last_version?: number;
  }[];
  readonly names: Readonly<Record<string, string>>;
  readonly next_cursor?: string;
}

const edit = (who: Account, sop: string) =>
  who.call("PATCH", `/v1/sop/${sop}`, [{ op: "replace", path: "/name", value: crypto.randomUUID() }], {
    "content-type": "application/json-patch+json",
  });
const read = async (who: Account, sop: string, query = "") =>
  (await (await who.call("GET", `/v1/sop/${sop}/activity${query}`)).json()) as Page;

test("[A26] tells sittings of each author, newest first, with the changes of rights between them", async () => {
  const sop = await ann.createSop();
  for (let i = 0; i < 3; i++) await edit(ann, sop);
  clock.advance(1000);
  await share(ann, sop, bob, "editor");
  clock.advance(1000);
  await edit(bob, sop);
  clock.advance(PAUSE_MS + 1);
  await edit(bob, sop);
  const { items, next_cursor } = await read(bob, sop);
  expect(next_cursor).toBeUndefined();
  expect(items.map(({ type, by, patches }) => [type, by, patches])).toEqual([
    ["edited", "bob", 1],
    ["edited", "bob", 1],
    ["member_added", "ann", undefined],
    ["edited", "ann", 3],
  ]);
  expect(items[3]).toMatchObject({ first_version: 1, last_version: 3 });
  expect(items[2]).toMatchObject({ agent: "bob", role: "editor" });
});

test("[A26] says to everybody who may read it what those are called whom it tells of", async () => {
  const named = { agent_id: "cleo", name: "Cleo Ö." };
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(named);
  const made = await fetch(`${registry.url}/v1/auth/register`, { method: "POST", headers, body });
  const { api_key } = (await made.json()) as { api_key: string };
  const cleo = accountOf(registry, "cleo", api_key);
  const sop = await ann.createSop();
  await share(ann, sop, cleo, "editor");
  await edit(cleo, sop);
  clock.advance(1000);
  await share(ann, sop, bob, "viewer");
  const { names } = await read(bob, sop);
  expect(names).toEqual({ ann: "ann", bob: "bob", cleo: "Cleo Ö." });
  expect((await read(bob, sop, "?limit=1")).names).toEqual({ ann: "ann", bob: "bob" });
});

test("[A26] pages give each entry once; a cursor of another place is refused", async () => {
  const sop = await ann.createSop();
  for (let i = 0; i < 5; i++) {
    await edit(ann, sop);
    clock.advance(PAUSE_MS + 1);
    await share(ann, sop, bob, i % 2 === 0 ? "viewer" : "editor");
    clock.advance(1);
  }
  const whole = (await read(ann, sop)).items;
  expect(whole).toHaveLength(10);
  const seen: Page["items"] = [];
  let cursor: string | undefined;
  do {
    const page = await read(ann, sop, `?limit=3${cursor === undefined ? "" : `&cursor=${cursor}`}`);
    seen.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  expect(seen).toEqual(whole);
  for (const query of ["?cursor=x", "?limit=0", "?limit=999"])
    expect(await verdictOf(ann.call("GET", `/v1/sop/${sop}/activity${query}`))).toBe("422 invalid");
});

test("[A26] a sitting goes on while others edit between, and ends with a pause of more than half an hour", () => {
  const items = [
    patch(5, "ann/b", 2 * PAUSE_MS + 2),
    patch(4, "ann/a", PAUSE_MS + 1),
    patch(3, "bob/a", PAUSE_MS),
    patch(2, "ann/a", 10),
    patch(1, "bob/a", -1),
  ];
  const { entries, isAllUsed } = groupActivity(items, 10);
  expect(isAllUsed).toBe(true);
  expect(entries).toMatchObject([
    { agent: "ann", patches: 1, first_version: 5 },
    { agent: "ann", patches: 2, first_version: 2, last_version: 4 },
    { agent: "bob", patches: 1, last_version: 3 },
    { agent: "bob", patches: 1, last_version: 1 },
  ]);
});

function patch(version: number, peer: string, at: number): ActivityItem {
  return { kind: "patch", version, peer, at };
}
