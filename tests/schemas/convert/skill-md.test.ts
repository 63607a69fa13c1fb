import { expect, test } from "bun:test";
import fc from "fast-check";
import { ExpertSop } from "#schemas/convert/expert-sop.ts";
import { orderByFlow } from "#schemas/convert/flow-order.ts";
import { graphToSkillMd } from "#schemas/convert/skill-md.ts";
import { unitToGraph } from "#schemas/convert/unit-to-graph.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import type { Envelope } from "#schemas/protocol/document.ts";
import { anyGraph } from "#tests/support/graphs.ts";
import { volume } from "#tests/support/runs.ts";
import { TEMPLATES } from "#tests/support/templates.ts";

const ENVELOPE: Envelope = {
  id: "kp:sop:0190f1de-0000-7000-8000-0123456789ab",
  version: 3,
  head: "aB3-_xyz",
  org_id: "main",
  visibility: "org",
  created_by: "ann",
  status: "draft",
  created_at: "2026-01-01T00:00:00.000Z",
  updated_at: "2026-01-02T00:00:00.000Z",
  role: "owner",
};

function frontMatterOf(text: string) {
  const [, yaml = ""] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? [];
  return Bun.YAML.parse(yaml) as Record<string, unknown>;
}

function nameOf(name: string) {
  return frontMatterOf(graphToSkillMd({ name, domain: "d", nodes: {}, edges: {} }, ENVELOPE))["name"];
}

test("[V8] the front matter is YAML that gives every text back, whatever it holds", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
    fc.constantFrom(
      '"',
      "---\n- a: b",
      "#",
      "yes",
      "{{x}}",
      "\u2028\u0085\ufeff",
      "'",
      "a: b # c",
      "\\",
      "0x10",
    ),
  );
  fc.assert(
    fc.property(anyText, fc.array(anyText, { maxLength: 3 }), (text, tags) => {
      const graph: Graph = { name: text, domain: text, description: text, tags, nodes: {}, edges: {} };
      const {
        name,
        description,
        version,
        kp,
        tags: given = [],
      } = frontMatterOf(graphToSkillMd(graph, ENVELOPE));
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect((name as string).length).toBeLessThanOrEqual(64);
      expect(description).toMatch(/^[^<>]{1,1024}$/u);
      expect(version).toBe("3");
      expect(given).toEqual(tags.map((tag) => tag.toWellFormed()));
      const { id, head, updated_at } = ENVELOPE;
      const wellFormed = text.toWellFormed();
      expect(kp).toEqual({
        id,
        version: 3,
        head,
        title: wellFormed,
        domain: wellFormed,
        status: "draft",
        visibility: "org",
        updated_at,
      });
    }),
    volume(300, 10_000),
  );
});

test("[V8] names: kebab case, without marks, by the id where no Latin letter is left", () => {
  expect(nameOf("Überprüfung: Störfall & Co. (v2)")).toBe("uberprufung-storfall-co-v2");
  expect(nameOf("故障対応")).toBe("sop-0123456789ab");
  expect(nameOf(`${"x".repeat(63)} yz`)).toBe("x".repeat(63));
});

test("[V8] the steps are numbered in the order of the work, whatever their places", () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const order = orderByFlow(graph).map(({ id }) => id);
      const steps = Object.values(graph.nodes).filter((node) => node.type === "step");
      expect(order.toSorted()).toEqual(steps.map(({ id }) => id).sort());
      // Where edges lead one way only, what leads to a step comes before it.
      const forward = Object.values(graph.edges).filter(({ source, target }) => source < target);
      const acyclic = { ...graph, edges: Object.fromEntries(forward.map((edge) => [edge.id, edge])) };
      const places = new Map(orderByFlow(acyclic).map(({ id }, i) => [id, i]));
      for (const { source, target } of forward) {
        const [from, to] = [places.get(source), places.get(target)];
        if (from !== undefined && to !== undefined) expect(from).toBeLessThan(to);
      }
    }),
    volume(200, 5000),
  );
});

test("[V8] the body tells an agent everything: steps, criteria, tools, branches with minutes and where they lead", () => {
  for (const unit of Object.values(TEMPLATES)) {
    const { decision_tree, ...others } = ExpertSop.parse(unit);
    const made = unitToGraph({ ...others, decision_tree }, DEFAULT_LIMITS);
    if ("code" in made) throw new Error(made.message);
    const text = graphToSkillMd(made.graph, ENVELOPE);
    const numberOf = (name: string) => new RegExp(`^(\\d+)\\. \\*\\*${name}\\*\\*$`, "m").exec(text)?.[1];
    for (const item of decision_tree) {
      expect(numberOf(item.step)).toBeDefined();
      expect(text).toContain(item.instruction);
      for (const [key, criterion] of Object.entries(item.criteria ?? {}))
        expect(text).toContain(`- **${key}**: ${criterion}`);
      for (const { name, when } of item.tool_suggestions ?? [])
        expect(text).toContain(`- \`${name}\`: ${when}`);
      for (const [key, { action, sla_min }] of Object.entries(item.conditions ?? {})) {
        const goal = numberOf(action) === undefined ? /\d+/.source : numberOf(action);
        const time = sla_min === undefined ? "" : ` \\(within ${sla_min} min\\)`;
        expect(text).toMatch(new RegExp(`- If \\*\\*${key}\\*\\*: .* → go to step ${goal}${time}$`, "m"));
      }
    }
  }
});

test("[V8] texts of the document stay in their place: no heading, item or rule of the body is theirs", () => {
  const hostile = "x\n# Mine\n---\n1. **Step**\n```\n- If **a**: b";
  const graph: Graph = {
    name: hostile,
    domain: "d",
    description: hostile,
    nodes: {
      a: {
        id: "a",
        type: "step",
        position: { x: 0, y: 0 },
        data: {
          step: hostile,
          instruction: hostile,
          criteria: { [hostile]: hostile },
          tool_suggestions: [{ name: hostile, when: hostile }],
        },
      },
    },
    edges: {},
  };
  const text = graphToSkillMd(graph, ENVELOPE);
  const lines = text.split("\n---\n").slice(1).join("\n---\n").split("\n");
  expect(lines.filter((line) => /^(#|---|```|- )/.test(line)).length).toBe(2);
  expect(lines.filter((line) => /^\d+\. /.test(line)).length).toBe(1);
});
