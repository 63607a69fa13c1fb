import { afterAll, beforeAll, expect, test } from "bun:test";
import { RevertAnswer } from "#schemas/protocol/history.ts";
import type { Problem } from "#schemas/protocol/problem.ts";
import { type Account, step } from "#tests/support/account.ts";
import { verdictOf } from "#tests/support/share.ts";
import { edit, instruct, openTeam, post, readActivity, readSop, type Team } from "./team.ts";

let team: Team;
beforeAll(async () => {
  team = await openTeam();
});
afterAll(() => team[Symbol.asyncDispose]());

const pathOf = (sop: string) => `/v1/sop/${sop}/revert`;
const revert = async (who: Account, sop: string, body: object, headers = {}) =>
  RevertAnswer.parse(await post(who, pathOf(sop), { agent: "bot", since: 0, ...body }, headers));

/** The bot went over a and b and added c; ann has since written in b. */
async function makeMess(): Promise<string> {
  const { ann, bot, clock } = team;
  const sop = await team.createSop();
  await edit(bot, sop, instruct("a", "bot"), instruct("b", "bot"));
  await edit(ann, sop, instruct("b", "ann"));
  await edit(bot, sop, { op: "add", path: "/nodes/c", value: step("c", 5) });
  await edit(bot, sop, { op: "remove", path: "/edges/ab" });
  clock.advance(1000);
  return sop;
}

const SKIPPED = [
  { path: "/nodes/b/data/instruction", reason: "changed_since", by: { agent: "ann", version: 2 } },
] as const;

test("[R7] [R12] what an agent did goes in one version, others' work stays, and open editors follow", async () => {
  const { ann, eve } = team;
  const sop = await makeMess();
  const before = (await readSop(eve, sop, "?version=0")).graph;
  using socket = eve.open(sop);
  await socket.expect("init");
  const answer = await revert(ann, sop, {}, { "idempotency-key": "no-bot" });
  expect(answer).toMatchObject({
    version: 5,
    undone: [{ version: 4 }, { version: 3 }, { version: 1 }],
    skipped: SKIPPED,
  });
  const [echo] = await socket.patches(1);
  expect(echo).toMatchObject({ version: 5, agent: "ann", peer: "ann/revert.no-bot", ops: answer.ops });
  const { graph } = await readSop(ann, sop);
  expect(graph.nodes["b"]?.data).toEqual({ step: "B", instruction: "ann" });
  expect({ ...graph, nodes: { ...graph.nodes, b: before.nodes["b"] } }).toEqual(before as never);
  expect((await readActivity(eve, sop))[0]).toEqual({
    type: "reverted",
    by: "ann",
    agent: "bot",
    version: 5,
    since: 0,
    undone: 3,
    skipped: 1,
  });
  expect(await revert(ann, sop, {})).toMatchObject({ version: 5, ops: [], undone: [], skipped: SKIPPED });
});

test("[R8] a dry run tells the same, and nothing is committed, told or remembered", async () => {
  const { ann, eve } = team;
  const sop = await makeMess();
  using socket = eve.open(sop);
  await socket.expect("init");
  const headers = { "idempotency-key": "tried" };
  const dry = await revert(ann, sop, { dry_run: true }, headers);
  expect(dry.version).toBeNull();
  expect((await readSop(eve, sop)).version).toBe(4);
  const done = await revert(ann, sop, {}, headers);
  expect<object>({ ...done, version: null }).toEqual(dry);
  expect((await socket.patches(1))[0]?.version).toBe(5);
  expect((await readActivity(eve, sop)).filter(({ type }) => type === "reverted")).toHaveLength(1);
});

test("[R7] since is a version, or a time: what was done at or after it", async () => {
  const { ann, bot, clock } = team;
  const sop = await team.createSop();
  await edit(bot, sop, instruct("a", "first"));
  clock.advance(1000);
  const since = new Date(clock.now()).toISOString();
  await edit(bot, sop, instruct("b", "second"));
  const dry = { dry_run: true };
  expect((await revert(ann, sop, { ...dry, since })).undone).toEqual([{ version: 2 }]);
  expect((await revert(ann, sop, { ...dry, since: 1 })).undone).toEqual([{ version: 2 }]);
  expect((await revert(ann, sop, { ...dry, since: "2001-01-01T00:00:00Z" })).undone).toHaveLength(2);
  expect((await revert(ann, sop, { since })).version).toBe(3);
  const { nodes } = (await readSop(ann, sop)).graph;
  expect([nodes["a"]?.data, nodes["b"]?.data]).toMatchObject([{ instruction: "first" }, { instruction: "" }]);
  for (const [body, verdict] of [
    [{ agent: "bot", since: 9 }, "404 not_found"],
    [{ agent: "bot", since: "lately" }, "422 invalid"],
    [{ since: 0 }, "422 invalid"],
  ] as const)
    expect(await verdictOf(ann.call("POST", pathOf(sop), body))).toBe(verdict);
  expect(await verdictOf(team.eve.call("POST", pathOf(sop), { agent: "bot", since: 0 }))).toBe(
    "403 forbidden",
  );
});

test("[R7] a revert can be reverted", async () => {
  const { ann, bot } = team;
  const sop = await makeMess();
  const { graph } = await readSop(ann, sop);
  await revert(ann, sop, {});
  expect(await revert(bot, sop, { agent: "ann", since: 4 })).toMatchObject({ version: 6, skipped: [] });
  expect((await readSop(ann, sop)).graph).toEqual(graph);
});

test("[R6] a lock of another agent stops it, a dry run too, with nothing changed; an owner forces it", async () => {
  const { ann, bot, eve } = team;
  const sop = await makeMess();
  expect((await ann.call("PUT", `/v1/sop/${sop}/locks/a`, { ttl: 60 })).status).toBe(200);
  for (const dry_run of [true, false]) {
    const body = { agent: "bot", since: 0, dry_run };
    const refused = await bot.call("POST", pathOf(sop), body);
    expect(refused.status).toBe(423);
    expect((await refused.json()) as Problem).toMatchObject({ by: { agent: "ann", peer: "ann/http" } });
    expect(await verdictOf(bot.call("POST", pathOf(sop), { ...body, force: true }))).toBe("403 forbidden");
  }
  expect((await readSop(eve, sop)).version).toBe(4);
  expect((await revert(ann, sop, { force: true })).version).toBe(5);
});

test("[R9] under one Idempotency-Key it is done once and answered alike; with another body it is refused", async () => {
  const { ann, bot } = team;
  const sop = await makeMess();
  const once = { "idempotency-key": "once" };
  const first = await revert(ann, sop, {}, once);
  await edit(bot, sop, instruct("a", "again"));
  expect(await revert(ann, sop, {}, once)).toEqual(first);
  expect((await readSop(ann, sop)).version).toBe(6);
  const other = { agent: "bot", since: 1 };
  expect(await verdictOf(ann.call("POST", pathOf(sop), other, once))).toBe("409 id_reused");
  const { head } = await readSop(ann, sop, "?version=5");
  const strict = { "if-match": `"5-${head}"` };
  expect(await verdictOf(ann.call("POST", pathOf(sop), other, strict))).toBe("412 precondition_failed");
});

test("[R9] while others edit, it takes back what it says and nothing else", async () => {
  const { ann, bot } = team;
  const sop = await makeMess();
  const edits = Array.from({ length: 20 }, (_, n) =>
    n % 2 === 0 ? edit(ann, sop, instruct("a", `ann ${n}`)) : edit(bot, sop, instruct("c", `bot ${n}`)),
  );
  const [answer] = await Promise.all([revert(ann, sop, {}), ...edits.map((each) => each.catch(() => null))]);
  const [before, after] = [
    await readSop(ann, sop, `?version=${(answer.version ?? 0) - 1}`),
    await readSop(ann, sop, `?version=${answer.version}`),
  ];
  expect(after.graph.nodes["c"]).toBeUndefined();
  const isAnns = JSON.stringify(before.graph.nodes["a"]).includes("ann ");
  expect(after.graph.nodes["a"]).toEqual(isAnns ? before.graph.nodes["a"] : (step("a", 0) as never));
});
