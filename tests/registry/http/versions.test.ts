import { afterAll, beforeAll, expect, test } from "bun:test";
import { VersionPage } from "#schemas/protocol/history.ts";
import type { Account } from "#tests/support/account.ts";
import { verdictOf } from "#tests/support/share.ts";
import { edit, instruct, openTeam, post, read, readActivity, readSop, type Team } from "./team.ts";

let team: Team;
beforeAll(async () => {
  team = await openTeam({ limits: { named_versions: 2 } });
});
afterAll(() => team[Symbol.asyncDispose]());

const list = async (who: Account, sop: string, query = "") =>
  VersionPage.parse(await read(who, `/v1/sop/${sop}/versions${query}`));

test("[R1] a version is read by its number or by a time, with its own ETag", async () => {
  const { ann, eve, clock } = team;
  const sop = await team.createSop();
  const iso = () => encodeURIComponent(new Date(clock.now()).toISOString());
  const times = [iso()];
  for (const text of ["one", "two", "three"]) {
    clock.advance(1000);
    await edit(ann, sop, instruct("a", text));
    times.push(iso());
  }
  for (const [version, text] of ["", "one", "two", "three"].entries()) {
    for (const query of [`?version=${version}`, `?at=${times[version]}`]) {
      const then = await readSop(eve, sop, query);
      expect([then.version, then.graph.nodes["a"]?.data]).toEqual([
        version,
        { step: "A", instruction: text },
      ]);
      const answer = await eve.call("GET", `/v1/sop/${sop}${query}`);
      expect(answer.headers.get("etag")).toBe(`"${version}-${then.head}"`);
    }
  }
  const between = encodeURIComponent(new Date(clock.now() - 1).toISOString());
  expect((await readSop(eve, sop, `?at=${between}`)).version).toBe(2);
  for (const [query, verdict] of [
    ["?version=4", "404 not_found"],
    ["?at=2001-01-01T00:00:00Z", "404 not_found"],
    ["?at=yesterday", "422 invalid"],
    [`?version=1&at=${times[1]}`, "422 invalid"],
  ] as const)
    expect(await verdictOf(eve.call("GET", `/v1/sop/${sop}${query}`))).toBe(verdict);
});

test("[R3] open sockets hear of a name, of another one, and of its end", async () => {
  const { ann, bot, eve } = team;
  const sop = await team.createSop();
  await edit(ann, sop, instruct("a", "one"));
  using socket = eve.open(sop);
  await socket.expect("init");
  await post(bot, `/v1/sop/${sop}/versions`, { label: "First" });
  expect(await socket.until("sop")).toEqual({ type: "sop", named: { version: 1, label: "First" } });
  await ann.call("PUT", `/v1/sop/${sop}/versions/1`, { label: "Better" });
  expect(await socket.until("sop")).toEqual({ type: "sop", named: { version: 1, label: "Better" } });
  await ann.call("DELETE", `/v1/sop/${sop}/versions/1`);
  expect(await socket.until("sop")).toEqual({ type: "sop", named: { version: 1, label: null } });
});

test("[R2] versions are listed newest first, in pages, with author, time, name and approval", async () => {
  const { ann, bot, eve } = team;
  const sop = await team.createSop();
  for (let n = 0; n < 5; n++) await edit(n % 2 === 0 ? ann : bot, sop, instruct("a", `${n}`));
  await post(bot, `/v1/sop/${sop}/versions`, { label: "  Before the audit ", version: 2 });
  await post(ann, `/v1/sop/${sop}/approve`, { version: 4 });
  const { items } = await list(eve, sop);
  expect(items.map(({ version, agent, label, approved }) => [version, agent, label, approved?.by])).toEqual([
    [5, "ann", undefined, undefined],
    [4, "bot", undefined, "ann"],
    [3, "ann", undefined, undefined],
    [2, "bot", "Before the audit", undefined],
    [1, "ann", undefined, undefined],
    [0, "ann", undefined, undefined],
  ]);
  const seen: unknown[] = [];
  let query = "?limit=4";
  for (let next: string | undefined = ""; next !== undefined; query = `?limit=4&cursor=${next}`) {
    const page = await list(eve, sop, query);
    seen.push(...page.items);
    next = page.next_cursor;
  }
  expect(seen).toEqual(items);
  const named = await list(eve, sop, "?named=true");
  expect(named.items.map(({ version }) => version)).toEqual([4, 2]);
  expect(await verdictOf(eve.call("GET", `/v1/sop/${sop}/versions?limit=0`))).toBe("422 invalid");
});

test("[R3] [R12] any kept version is named, the newest by default; renamed, and its name taken away", async () => {
  const { ann, bot, eve } = team;
  const sop = await team.createSop();
  await edit(ann, sop, instruct("a", "x"));
  const path = `/v1/sop/${sop}/versions`;
  const made = await bot.call("POST", path, { label: "first" });
  expect(made.status).toBe(201);
  expect(await made.json()).toMatchObject({ version: 1, agent: "ann", label: "first" });
  expect((await ann.call("PUT", `${path}/1`, { label: "renamed" })).status).toBe(200);
  await post(ann, path, { label: "beginning", version: 0 });
  // Named as it is named already: nothing happens.
  await post(ann, path, { label: "beginning", version: 0 });
  expect((await list(eve, sop, "?named=true")).items.map(({ label }) => label)).toEqual([
    "renamed",
    "beginning",
  ]);
  expect(await verdictOf(ann.call("POST", path, { label: "one too many", version: 1 }))).toBe("201");
  await edit(ann, sop, instruct("a", "y"));
  expect(await verdictOf(ann.call("POST", path, { label: "third" }))).toBe("413 limit");
  expect((await bot.call("DELETE", `${path}/1`)).status).toBe(204);
  expect(await verdictOf(bot.call("DELETE", `${path}/1`))).toBe("404 not_found");
  expect(await verdictOf(bot.call("PUT", `${path}/1`, { label: "x" }))).toBe("404 not_found");
  expect(await verdictOf(ann.call("POST", path, { label: "x", version: 9 }))).toBe("404 not_found");
  for (const label of ["", "   ", "x".repeat(201)])
    expect(await verdictOf(ann.call("POST", path, { label }))).toBe("422 invalid");
  for (const [method, at] of [
    ["POST", path],
    ["PUT", `${path}/0`],
    ["DELETE", `${path}/0`],
  ] as const)
    expect(await verdictOf(eve.call(method, at, { label: "x" }))).toBe("403 forbidden");
  const told = (await readActivity(eve, sop)).filter(({ type }) => type !== "edited");
  expect(told).toEqual([
    { type: "version_unnamed", by: "bot", version: 1, label: "one too many" },
    { type: "version_named", by: "ann", version: 1, label: "one too many", before: "renamed" },
    { type: "version_named", by: "ann", version: 0, label: "beginning", before: null },
    { type: "version_named", by: "ann", version: 1, label: "renamed", before: "first" },
    { type: "version_named", by: "bot", version: 1, label: "first", before: null },
  ]);
});
