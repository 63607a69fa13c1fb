import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Sop } from "#schemas/protocol/document.ts";
import { accountOf, type Account } from "#tests/support/account.ts";
import { share, verdictOf } from "#tests/support/share.ts";
import { edit, instruct, openTeam, post, readActivity, readSop, type Team } from "./team.ts";

const ADMIN_KEY = "an-admin-key-for-tests";

let team: Team;
beforeAll(async () => {
  team = await openTeam({ config: { adminKey: ADMIN_KEY } });
});
afterAll(() => team[Symbol.asyncDispose]());

const pathOf = (sop: string) => `/v1/sop/${sop}/approve`;
const approve = (who: Account, sop: string, version: number) => post<Sop>(who, pathOf(sop), { version });

test("[R10] the newest version is approved: said in the SOP, its lists and to open sockets; once", async () => {
  const { ann, eve, clock } = team;
  const sop = await team.createSop();
  await edit(ann, sop, instruct("a", "x"));
  using socket = eve.open(sop);
  await socket.expect("init");
  const at = new Date(clock.now()).toISOString();
  const approved = { version: 1, by: "ann", at };
  expect(await approve(ann, sop, 1)).toMatchObject({ status: "approved", approved, version: 1 });
  expect(await socket.until("sop")).toMatchObject({ status: "approved", approved });
  clock.advance(1000);
  expect(await approve(ann, sop, 1)).toMatchObject({ status: "approved", approved });
  const listed = await ann.call("GET", "/v1/sop?status=approved");
  expect(((await listed.json()) as { items: { id: string }[] }).items.map(({ id }) => id)).toContain(sop);
  const told = (await readActivity(eve, sop)).filter(({ type }) => type === "approved");
  expect(told).toEqual([{ type: "approved", by: "ann", version: 1 }]);
});

test("[R11] [R12] with the next version it is a draft again, and the approval of the other one stays", async () => {
  const { ann, bot, eve } = team;
  const sop = await team.createSop();
  await approve(ann, sop, 0);
  using socket = eve.open(sop);
  await socket.expect("init");
  await edit(bot, sop, instruct("a", "x"));
  await edit(bot, sop, instruct("a", "y"));
  expect((await socket.patches(1))[0]?.version).toBe(1);
  const { type: _type, ...change } = await socket.until("sop");
  expect(change).toEqual({ status: "draft" });
  expect(await readSop(eve, sop)).toMatchObject({ status: "draft", approved: { version: 0, by: "ann" } });
  expect((await readActivity(eve, sop)).map(({ type, by }) => [type, by])).toEqual([
    ["edited", "bot"],
    ["draft_again", "bot"],
    ["approved", "ann"],
  ]);
  expect(await approve(ann, sop, 2)).toMatchObject({ status: "approved", approved: { version: 2 } });
});

test("[R10] an older version is approved as that, and the SOP stays a draft: what came since was not looked at", async () => {
  const { ann, bot } = team;
  const sop = await team.createSop();
  await edit(bot, sop, instruct("a", "x"));
  expect(await approve(ann, sop, 0)).toMatchObject({ status: "draft", approved: { version: 0 } });
});

test("[R10] owners approve, and keys with the scope admin whose agent has a role there; nobody else", async () => {
  const { ann, bot, eve, registry } = team;
  const sop = await team.createSop();
  const admin = accountOf(registry, "admin", ADMIN_KEY);
  expect(await verdictOf(admin.call("POST", pathOf(sop), { version: 0 }))).toBe("404 not_found");
  await share(ann, sop, admin, "viewer");
  for (const who of [bot, eve])
    expect(await verdictOf(who.call("POST", pathOf(sop), { version: 0 }))).toBe("403 forbidden");
  expect(await approve(admin, sop, 0)).toMatchObject({ approved: { by: "admin" }, role: "viewer" });
  expect(await verdictOf(ann.call("POST", pathOf(sop), { version: 1 }))).toBe("404 not_found");
  expect(await verdictOf(ann.call("POST", pathOf(sop), {}))).toBe("422 invalid");
});
