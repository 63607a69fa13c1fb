import { afterAll, beforeAll, expect, test } from "bun:test";
import { ExpertSop } from "#schemas/convert/expert-sop.ts";
import type { Sop } from "#schemas/protocol/document.ts";
import { TEMPLATES } from "#tests/support/templates.ts";
import { verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: { nodes: 60, depth: 12 } });
});
afterAll(() => world.close());

const create = <Body>(body: unknown) => world.call<Body>("POST", "/v1/sop", { key: world.key, body });

function take(id: string, format: string, headers: Record<string, string> = {}) {
  return world.call<unknown>("GET", `/v1/sop/${id}/export?format=${format}`, { key: world.key, headers });
}

for (const [name, unit] of Object.entries(TEMPLATES)) {
  test(`[H4] [V10] ${name} comes in as a unit and goes out as it was`, async () => {
    const made = await create<Sop>(unit);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ version: 0, visibility: "private", role: "owner" });
    expect(Object.keys(made.body.graph.nodes)).toEqual(expect.arrayContaining(["s0", "s14"]));
    const out = await take(made.body.id, "expert-sop");
    expect(out.body).toEqual(unit);
    expect(out.headers.get("content-type")).toBe("application/json");
    expect(out.headers.get("etag")).toBe('"0-"');
    expect(out.headers.get("content-disposition")).toBe(`attachment; filename="${name}.sop.json"`);
  });
}

test("[V3] [V10] after an edit the unit has the change and everything the graph cannot hold", async () => {
  const unit = ExpertSop.parse(TEMPLATES["bug-triage"]);
  const { id } = (await create<Sop>(unit)).body;
  const edit = await world.edit(id, [
    { op: "replace", path: "/nodes/s0/data/instruction", value: "New" },
    { op: "replace", path: "/name", value: "Störung\r\nx: y" },
  ]);
  const out = await take(id, "expert-sop");
  const [first, ...others] = unit.decision_tree;
  const decision_tree = [{ ...first, instruction: "New" }, ...others];
  expect(out.body).toEqual({ ...unit, name: "Störung\r\nx: y", decision_tree });
  expect(out.headers.get("etag")).toBe(edit.headers.get("etag"));
  expect(out.headers.get("content-disposition")).toBe('attachment; filename="storung-x-y.sop.json"');
  const again = await take(id, "expert-sop", { "if-none-match": out.headers.get("etag") ?? "" });
  expect([again.status, again.text]).toEqual([304, ""]);
});

test("[V10] any kept version goes out in every form, by its own ETag and a name that says which it is", async () => {
  const { id } = (await create<Sop>(TEMPLATES["bug-triage"])).body;
  await world.call("POST", `/v1/sop/${id}/approve`, { key: world.key, body: { version: 0 } });
  await world.edit(id, [{ op: "replace", path: "/nodes/s0/data/instruction", value: "Newer" }]);
  const old = await take(id, "expert-sop&version=0");
  expect(old.body).toEqual(TEMPLATES["bug-triage"]);
  expect(old.headers.get("etag")).toBe('"0-"');
  expect(old.headers.get("content-disposition")).toBe('attachment; filename="bug-triage-version-0.sop.json"');
  const skill = await take(id, "skill-md&version=0");
  expect(skill.text).toContain("  version: 0\n");
  expect(skill.text).toContain('status: "approved"');
  expect(skill.text).not.toContain("Newer");
  expect((await take(id, "mermaid&version=1")).headers.get("content-disposition")).toBe(
    'attachment; filename="bug-triage-version-1.mmd"',
  );
  expect((await take(id, "skill-md&version=1")).text).toBe((await take(id, "skill-md")).text);
  expect((await take(id, "mermaid&version=2")).status).toBe(404);
  expect((await take(id, "mermaid&version=x")).status).toBe(422);
});

test("[V10] a SOP that never was a unit goes out as one that comes in again", async () => {
  const sop = await world.createSop();
  const out = (await take(sop.id, "expert-sop")).body;
  expect(out).toMatchObject({
    "@type": "ExpertSOP",
    id: sop.id,
    name: sop.graph.name,
    metadata: { task_domain: sop.graph.domain, visibility: "private" },
    source: { type: "human_expert", expert_id: "owner" },
  });
  const back = await create<Sop>(out);
  expect(back.status).toBe(201);
  expect((await take(back.body.id, "expert-sop")).body).toEqual(out);
});

test("[V10] a skill and a flowchart are files of their own type", async () => {
  const { id } = (await create<Sop>(TEMPLATES["incident-response"])).body;
  const skill = await take(id, "skill-md");
  expect(skill.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
  expect(skill.headers.get("content-disposition")).toBe('attachment; filename="SKILL.md"');
  expect(skill.text).toStartWith('---\nname: "incident-response"\n');
  expect(skill.text).toContain(`  id: "${id}"\n  version: 0\n  head: ""\n`);
  const chart = await take(id, "mermaid");
  expect(chart.headers.get("content-type")).toBe("text/vnd.mermaid; charset=utf-8");
  expect(chart.headers.get("content-disposition")).toBe('attachment; filename="incident-response.mmd"');
  expect(chart.text).toStartWith("flowchart TD\n");
  expect((await take(id, "pdf")).status).toBe(422);
  expect((await world.call("GET", `/v1/sop/${id}/export`, { key: world.key })).status).toBe(422);
});

test("[V7] [V10] a unit that is none, or too large for a graph, is refused with the place or the bound", async () => {
  const unit = ExpertSop.parse(TEMPLATES["bug-triage"]);
  const lame = await create<never>({ ...unit, decision_tree: [{ step: "a" }] });
  expect(verdictOf(lame)).toBe("422 invalid");
  expect((lame.body as { detail: string }).detail).toContain("decision_tree/0/instruction in the body");
  expect(verdictOf(await create<never>({ "@type": "ReasoningTrace", id: "x" }))).toBe("422 invalid");
  expect(verdictOf(await create<never>({ ...unit, name: "" }))).toBe("422 invalid");
  const many = Array.from({ length: 61 }, (_, i) => ({ step: `${i}`, instruction: "x" }));
  expect(verdictOf(await create<never>({ ...unit, decision_tree: many }))).toBe("413 limit");
  const banned = JSON.stringify(unit).replace('"metadata":{', '"metadata":{"__proto__":1,');
  const raw = await world.call("POST", "/v1/sop", { key: world.key, raw: banned });
  expect(verdictOf(raw)).toBe("422 malformed");
  let deep: unknown = 1;
  for (let i = 0; i < 20; i++) deep = [deep];
  expect(verdictOf(await create<never>({ ...unit, metadata: { deep } }))).toBe("413 limit");
});

test("[G8] with lint=true a SOP comes with its findings, at any version; without it has none", async () => {
  const sop = await world.createSop();
  await world.edit(sop.id, [{ op: "replace", path: "/nodes/a/data/instruction", value: "" }]);
  const read = (query: string) =>
    world.call<Sop & { lint?: { rule: string; nodes: string[] }[] }>("GET", `/v1/sop/${sop.id}${query}`, {
      key: world.key,
    });
  const now = await read("?lint=true");
  expect(now.body.lint).toContainEqual(expect.objectContaining({ rule: "no_instruction", nodes: ["a"] }));
  const then = await read("?lint=true&version=0");
  expect(then.body.lint?.some(({ rule }) => rule === "no_instruction")).toBe(false);
  expect((await read("")).body).not.toHaveProperty("lint");
  const { lint: _lint, ...bare } = now.body;
  expect(bare).toEqual((await read("?lint=false")).body);
  expect((await read("?lint=maybe")).status).toBe(422);
});
