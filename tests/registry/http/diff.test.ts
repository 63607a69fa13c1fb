import { afterAll, beforeAll, expect, test } from "bun:test";
import { DiffAnswer } from "#schemas/protocol/history.ts";
import { step } from "#tests/support/account.ts";
import { verdictOf } from "#tests/support/share.ts";
import { edit, instruct, openTeam, read, type Team } from "./team.ts";

let team: Team;
beforeAll(async () => {
  team = await openTeam();
});
afterAll(() => team[Symbol.asyncDispose]());

test("[R4] two kept versions are compared, by default with the newest; backwards as well", async () => {
  const { ann, eve } = team;
  const sop = await team.createSop();
  await edit(ann, sop, instruct("a", "new"), { op: "replace", path: "/nodes/b/position/x", value: 7 });
  await edit(ann, sop, { op: "add", path: "/nodes/c", value: step("c", 5) });
  const diff = async (query: string) => DiffAnswer.parse(await read(eve, `/v1/sop/${sop}/diff?${query}`));
  const all = await diff("from=0");
  expect(all).toMatchObject({
    from: 0,
    to: 2,
    nodes: {
      added: [{ id: "c" }],
      removed: [],
      changed: [{ id: "a", places: [{ path: "/nodes/a/data/instruction", before: "", after: "new" }] }],
      moved: [{ id: "b", from: { x: 100, y: 0 }, to: { x: 7, y: 0 } }],
    },
    edges: { added: [], removed: [], changed: [] },
    meta: [],
  });
  expect((await diff("from=2&to=1")).nodes).toMatchObject({ added: [], removed: [{ id: "c" }], moved: [] });
  expect((await diff("from=1&to=1")).nodes.changed).toEqual([]);
  for (const [query, verdict] of [
    ["to=1", "422 invalid"],
    ["from=x", "422 invalid"],
    ["from=0&to=9", "404 not_found"],
    ["from=9", "404 not_found"],
  ] as const)
    expect(await verdictOf(eve.call("GET", `/v1/sop/${sop}/diff?${query}`))).toBe(verdict);
});
