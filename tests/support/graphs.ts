import fc from "fast-check";
import type { Edge } from "#schemas/graph/edge.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Node } from "#schemas/graph/node.ts";

const WORDS = ["Intake", "Triage", "Fix", "Close", "", "#1"];
const anyWord = fc.constantFrom(...WORDS);
const anyCriteria = fc.dictionary(fc.constantFrom("speed", "tone", "1", "ä"), anyWord, { maxKeys: 2 });
const anyPosition = fc.record({ x: fc.integer({ min: -3, max: 3 }), y: fc.integer({ min: -3, max: 3 }) });

const anyData = {
  step: fc.record(
    {
      step: anyWord,
      instruction: anyWord,
      criteria: anyCriteria,
      tool_suggestions: fc.array(fc.record({ name: anyWord, when: anyWord }), { maxLength: 2 }),
    },
    { requiredKeys: ["step", "instruction"] },
  ),
  condition: fc.record(
    {
      field: anyWord,
      criteria: anyCriteria,
      conditions: fc.dictionary(
        fc.constantFrom("P1", "P2", "0", "toString"),
        fc.record({ action: anyWord, sla_min: fc.nat(60) }, { requiredKeys: ["action"] }),
        { maxKeys: 3 },
      ),
    },
    { requiredKeys: ["field"] },
  ),
  tool: fc.record(
    {
      name: anyWord,
      when: anyWord,
      input_template: fc.dictionary(fc.string({ maxLength: 3 }), fc.nat(9), { maxKeys: 2 }),
    },
    { requiredKeys: ["name", "when"] },
  ),
};

const anyShape = fc
  .constantFrom("step", "step", "condition", "tool")
  .chain((type) =>
    fc.record({ position: anyPosition, data: anyData[type] }).map((rest) => ({ type, ...rest })),
  );

const anyLink = fc.record({
  from: fc.nat(30),
  to: fc.nat(30),
  handle: fc.option(fc.constantFrom("P1", "P2", "0", "toString", "undeclared"), { nil: undefined }),
  label: fc.option(anyWord, { nil: undefined }),
});

/** Any graph: loops, double edges, undeclared handles, nodes on one spot. */
export const anyGraph: fc.Arbitrary<Graph> = fc
  .record({ shapes: fc.array(anyShape, { maxLength: 12 }), links: fc.array(anyLink, { maxLength: 24 }) })
  .map(({ shapes, links }) => {
    const nodes = shapes.map((shape, i) => [`n${i}`, { id: `n${i}`, ...shape } as Node] as const);
    const edges = (shapes.length === 0 ? [] : links).map(({ from, to, handle, label }, i) => {
      const edge: Edge = {
        id: `e${i}`,
        source: `n${from % shapes.length}`,
        target: `n${to % shapes.length}`,
      };
      if (handle !== undefined) edge.sourceHandle = handle;
      if (label !== undefined) edge.label = label;
      return [edge.id, edge] as const;
    });
    return {
      name: "Any",
      domain: "tests",
      nodes: Object.fromEntries(nodes),
      edges: Object.fromEntries(edges),
    };
  });
