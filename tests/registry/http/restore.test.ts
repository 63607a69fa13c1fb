import { afterAll, beforeAll, expect, test } from "bun:test";
import { changesOf } from "#schemas/change/changes.ts";
import { invert } from "#schemas/change/invert.ts";
import { graphOf } from "#schemas/change/state.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { loadPast } from "#registry/room/load-past.ts";
import { RestoreAnswer } from "#schemas/protocol/history.ts";
import type { Problem } from "#schemas/protocol/problem.ts";
import { applyEffects } from "#tests/support/apply-effects.ts";
import { type Account, step } from "#tests/support/account.ts";
import { verdictOf } from "#tests/support/share.ts";
import { edit, instruct, openTeam, post, readActivity, readSop, type Team } from "./team.ts";

let team: Team;
beforeAll(async () => {
  team = await openTeam();
});
afterAll(() => team[Symbol.asyncDispose]());

const pathOf = (sop: string) => `/v1/sop/${sop}/restore`;
const restore = async (who: Account, sop: string, version: number, headers = {}) =>
  RestoreAnswer.parse(await post(who, pathOf(sop), { version }, headers));

/** Three versions: a text, a node less (and its edge), a node more. */
async function makeHistory(): Promise<string> {
  const sop = await team.createSop();
  await edit(team.ann, sop, instruct("a", "changed"));
  await edit(team.bot, sop, { op: "remove", path: "/nodes/b" });
  await edit(team.ann, sop, { op: "add", path: "/nodes/c", value: step("c", 5) });
  team.clock.advance(1000);
  return sop;
}

test("[R5] [R12] the graph of an earlier version is the newest one's again; open editors follow by one patch", async () => {
  const { ann, bot, eve } = team;
  const sop = await makeHistory();
  const [first, newest] = [await readSop(eve, sop, "?version=0"), await readSop(eve, sop)];
  using socket = eve.open(sop);
  await socket.expect("init");
  const answer = await restore(bot, sop, 0, { "idempotency-key": "back" });
  expect(answer).toMatchObject({ version: 4, outcomes: [] });
  const [echo] = await socket.patches(1);
  expect(echo).toMatchObject({ version: 4, agent: "bot", peer: "bot/restore.back", id: "back" });
  expect(echo?.ops).toEqual(answer.ops);
  expect(applyEffects(newest.graph as unknown as GraphView, answer.ops)).toEqual(first.graph as never);
  expect((await readSop(ann, sop)).graph).toEqual(first.graph);
  expect((await readActivity(eve, sop))[0]).toEqual({
    type: "restored",
    by: "bot",
    version: 4,
    restored_version: 0,
  });
});

test("[R5] what is so already takes no version; a version that is not there is 404", async () => {
  const { ann, eve } = team;
  const sop = await makeHistory();
  expect(await restore(ann, sop, 3)).toEqual({ version: 3, ops: [], outcomes: [] });
  expect(await verdictOf(ann.call("POST", pathOf(sop), { version: 4 }))).toBe("404 not_found");
  expect(await verdictOf(ann.call("POST", pathOf(sop), { version: -1 }))).toBe("422 invalid");
  expect(await verdictOf(eve.call("POST", pathOf(sop), { version: 0 }))).toBe("403 forbidden");
  expect((await readActivity(eve, sop)).map(({ type }) => type)).not.toContain("restored");
});

test("[R5] [O6] an ordinary undo takes it back, but for what others did since", async () => {
  const { ann, bot, registry } = team;
  const sop = await makeHistory();
  const { graph: before } = await readSop(ann, sop);
  await restore(bot, sop, 0);
  await edit(ann, sop, instruct("a", "mine"));
  const past = await loadPast(registry.storage.log, sop, 3);
  const now = await loadPast(registry.storage.log, sop, 5);
  const [row] = await registry.storage.log.rows(sop, 3, 1);
  if (!past || !now || !row) throw new Error("the history is not there");
  const inverse = invert(now.state, row, changesOf(graphOf(past.state), row.effects));
  expect(inverse.skipped).toEqual([{ path: "/nodes/a/data/instruction", reason: "changed_since" }]);
  await edit(bot, sop, ...inverse.ops);
  const { nodes, edges } = (await readSop(ann, sop)).graph;
  expect({ edges, b: nodes["b"], c: nodes["c"] }).toEqual({
    edges: before.edges,
    b: undefined,
    c: before.nodes["c"],
  });
  expect(nodes["a"]?.data).toMatchObject({ instruction: "mine" });
});

test("[R6] a lock of another agent stops it, with the holder and nothing changed; one's own does not; an owner forces it", async () => {
  const { ann, bot, eve } = team;
  const sop = await makeHistory();
  using holder = ann.open(sop, { client: "tab-one-1" });
  await holder.expect("init");
  holder.send({ type: "lock", nodes: ["a"] });
  await holder.until("locks");
  const refused = await bot.call("POST", pathOf(sop), { version: 0 });
  expect(refused.status).toBe(423);
  const problem = (await refused.json()) as Problem;
  expect(problem).toMatchObject({ code: "node_locked", by: { agent: "ann", peer: "ann/tab-one-1" } });
  expect((await readSop(eve, sop)).version).toBe(3);
  expect(await verdictOf(bot.call("POST", pathOf(sop), { version: 0, force: true }))).toBe("403 forbidden");
  expect((await restore(ann, sop, 1)).version).toBe(4);
  holder.send({ type: "lock", nodes: [] });
  await holder.until("locks");
  expect((await bot.call("PUT", `/v1/sop/${sop}/locks/a`, { ttl: 60 })).status).toBe(200);
  expect(await verdictOf(ann.call("POST", pathOf(sop), { version: 0 }))).toBe("423 node_locked");
  expect(await post<RestoreAnswer>(ann, pathOf(sop), { version: 0, force: true })).toMatchObject({
    version: 5,
  });
});

test("[R9] under one Idempotency-Key it is done once; with another body it is refused; If-Match makes it strict", async () => {
  const { ann } = team;
  const sop = await makeHistory();
  const { head } = await readSop(ann, sop);
  const once = { "idempotency-key": "once", "if-match": `"3-${head}"` };
  const first = await restore(ann, sop, 0, once);
  await edit(ann, sop, instruct("a", "later"));
  expect(await restore(ann, sop, 0, once)).toEqual(first);
  expect((await readSop(ann, sop)).version).toBe(5);
  expect(await verdictOf(ann.call("POST", pathOf(sop), { version: 1 }, once))).toBe("409 id_reused");
  const stale = await ann.call("POST", pathOf(sop), { version: 0 }, { "if-match": `"3-${head}"` });
  expect(stale.status).toBe(412);
  expect(((await stale.json()) as Problem).sop).toMatchObject({ version: 5 });
});

test("[R9] it is judged on what is the newest version when its turn comes", async () => {
  const { ann, bot } = team;
  const sop = await makeHistory();
  const first = (await readSop(ann, sop, "?version=0")).graph;
  const edits = Array.from({ length: 10 }, (_, n) => edit(bot, sop, instruct("a", `${n}`)));
  const [{ version }] = await Promise.all([restore(ann, sop, 0), ...edits]);
  expect((await readSop(ann, sop, `?version=${version}`)).graph).toEqual(first);
  expect((await readSop(ann, sop)).version).toBe(14);
});

test("[R5] a whole graph at its bounds comes back in one version, whatever a patch may hold", async () => {
  const { ann } = team;
  const nodes = Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`n${n}`, step(`n${n}`, n)]));
  const sop = await ann.createSop({ name: "Large", domain: "support", nodes, edges: {} });
  const { head, graph } = await readSop(ann, sop);
  const small = { name: "Small", domain: "support" };
  const emptied = await ann.call("PUT", `/v1/sop/${sop}`, { graph: small }, { "if-match": `"0-${head}"` });
  expect(emptied.status).toBe(200);
  const { version, ops } = await restore(ann, sop, 0);
  expect([version, ops.length]).toEqual([2, 1501]);
  expect((await readSop(ann, sop)).graph).toEqual(graph);
});
