import { afterAll, beforeAll, expect, test } from "bun:test";
import { smallGraph } from "./graphs.ts";
import { call, createSop, patchSop, readSop, register, type Problem } from "./http-client.ts";
import type { Json, Sop } from "./json.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";

let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess();
});
afterAll(() => registry.remove());

/** As any client of the protocol would send it. */
const UNIT = {
  "@context": "https://openknowledgepulse.org/schema/v1",
  "@type": "ExpertSOP",
  id: "kp:sop:3b241101-e2bb-4255-8caf-4136c566a962",
  name: "Refund",
  domain: "commerce",
  metadata: {
    created_at: "2026-03-01T08:00:00Z",
    task_domain: "commerce",
    success: true,
    quality_score: 0.8,
    visibility: "org",
    privacy_level: "aggregated",
    validated_by: ["kp:validator:7"],
  },
  source: { type: "human_expert", expert_id: "kp:agent:kim", credentials: ["kp:sbt:retail"] },
  decision_tree: [
    {
      step: "Check the order",
      instruction: "Find the order and its payment.",
      criteria: { found: "number and payment match" },
      conditions: {
        "within 30 days": { action: "Pay back", sla_min: 120 },
        later: { action: "ask the manager", sla_min: 2880 },
      },
      tool_suggestions: [{ name: "shop.find_order", when: "the customer has no number" }],
    },
    { step: "Pay back", instruction: "Pay to the means of payment." },
  ],
  validation: { test_cases: [{ input: { days: 3 }, expected_output: { refund: true } }] },
};

test("[V1] [V10] a unit is taken as it is, becomes a graph as the contract maps it, and is given back", async () => {
  const agent = await register(registry.url, "uma");
  const reply = await call<Sop>(registry.url, agent, "POST", "/sop", { body: UNIT });
  expect(reply.status).toBe(201);
  const { graph, id } = await readSop(registry.url, agent, reply.body.id);
  expect(graph).toMatchObject({ name: "Refund", domain: "commerce" });
  expect(Object.keys(graph.nodes).toSorted()).toEqual(["s0", "s0.c", "s1"]);
  expect(graph.nodes["s0"]?.data).toMatchObject({
    tool_suggestions: UNIT.decision_tree[0]?.tool_suggestions,
  });
  expect(graph.nodes["s0.c"]?.data).toMatchObject({ conditions: UNIT.decision_tree[0]?.conditions });
  const ends = Object.values(graph.edges).map((edge) => {
    return `${edge.source} > ${edge.target} by ${edge.sourceHandle}`;
  });
  expect(ends.toSorted()).toEqual(["s0 > s0.c by undefined", "s0.c > s1 by within 30 days"]);
  expect(graph.nodes["s0"]?.position.y).toBeLessThan(graph.nodes["s1"]?.position.y ?? 0);
  const out = await call(registry.url, agent, "GET", `/sop/${id}/export?format=expert-sop`);
  expect(out.body).toEqual(UNIT as unknown as Json);
});

test("[V3] what the unit held beside its graph outlives a restart of the registry", async () => {
  const agent = await register(registry.url, "uma");
  const { id } = (await call<Sop>(registry.url, agent, "POST", "/sop", { body: UNIT })).body;
  await registry.kill();
  await registry.start();
  const out = await call(registry.url, agent, "GET", `/sop/${id}/export?format=expert-sop`);
  expect(out.body).toEqual(UNIT as unknown as Json);
});

test("[V10] a viewer may take it away, a stranger learns nothing", async () => {
  const agent = await register(registry.url, "uma");
  const viewer = await register(registry.url, "vic");
  const stranger = await register(registry.url, "sam");
  const sop = await createSop(registry.url, agent, smallGraph());
  await call(registry.url, agent, "PUT", `/sop/${sop.id}/members/${viewer.id}`, { body: { role: "viewer" } });
  for (const format of ["expert-sop", "skill-md", "mermaid"]) {
    const path = `/sop/${sop.id}/export?format=${format}`;
    const reply = await call(registry.url, viewer, "GET", path);
    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-disposition")).toMatch(/^attachment; filename="[A-Za-z0-9.-]+"$/);
    expect(reply.headers.get("etag")).toBe('"0-"');
    expect((await call<Problem>(registry.url, stranger, "GET", path)).status).toBe(404);
    expect((await call<Problem>(registry.url, null, "GET", path)).status).toBe(401);
  }
});

test("[G8] an agent asks what is to be said against a SOP", async () => {
  const agent = await register(registry.url, "uma");
  const sop = await createSop(registry.url, agent, smallGraph());
  await patchSop(registry.url, agent, sop.id, [
    { op: "replace", path: "/nodes/b/data/instruction", value: "" },
    { op: "add", path: "/edges/back", value: { id: "back", source: "c", target: "a" } },
  ]);
  type Linted = Sop & { lint: { rule: string; severity: string; nodes: string[]; message: string }[] };
  const { lint } = (await call<Linted>(registry.url, agent, "GET", `/sop/${sop.id}?lint=true`)).body;
  expect(lint.map(({ rule, severity, nodes }) => [rule, severity, nodes])).toEqual([
    ["no_instruction", "error", ["b"]],
    ["unconnected", "warning", ["t"]],
    ["cycle", "warning", ["a", "b", "c"]],
  ]);
});
