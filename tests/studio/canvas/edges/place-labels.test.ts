import { expect, mock, test } from "bun:test";
import { ExpertSop } from "#schemas/convert/expert-sop.ts";
import { tidyLayout } from "#schemas/convert/tidy-layout.ts";
import { unitToGraph } from "#schemas/convert/unit-to-graph.ts";
import type { Edge } from "#schemas/graph/edge.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Node } from "#schemas/graph/node.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { edgePath } from "#studio/canvas/edges/edge-path.ts";
import { endsOf } from "#studio/canvas/edges/ends-of.ts";
import { createLabels } from "#studio/canvas/edges/labels.ts";
import { labelSize, placeLabels } from "#studio/canvas/edges/place-labels.ts";
import type { Box } from "#studio/canvas/free-place.ts";
import { toFlow, type Flow } from "#studio/canvas/to-flow.ts";
import { TEMPLATES } from "#tests/support/templates.ts";
import { conditionAt, edgeOf, stepAt } from "../nodes.ts";

for (const [name, unit] of Object.entries(TEMPLATES)) {
  for (const how of ["as it is loaded", "tidied up"]) {
    test(`[U95] ${name}, ${how}: no label stands on a node or on another label`, () => {
      const graph = loaded(unit);
      const places = how === "tidied up" ? tidyLayout(graph) : {};
      const nodes = Object.values(graph.nodes).map((node): Node => {
        return { ...node, position: places[node.id] ?? node.position };
      });
      const flow = draw(nodes, Object.values(graph.edges));
      const boxes = boxesOf(flow);
      expect(boxes.size).toBeGreaterThan(3);
      expect(meetings(flow, boxes)).toEqual([]);
    });
  }
}

/** A way straight down between two nodes, 1,000 units long, with a word on it. */
const DOWN = [stepAt("a", 0, -120), stepAt("b", 0, 1000)];
const WORD = { ...edgeOf("a", "b"), label: "else" };

test("[U95] a label stays at its own place where that is free, and stands beside a node that is dropped there", () => {
  expect(wordWith()).toBe(0.5);
  expect(wordWith(stepAt("c", 300, 440))).toBe(0.5);
  expect(wordWith(stepAt("c", 0, 440))).toBe(0.35);
  expect(wordWith(stepAt("c", 0, 440), stepAt("d", 0, 300))).toBe(0.65);
});

test("[U95] where every place covers something, it is the one that covers least", () => {
  const { nodes, edges } = draw([...DOWN, stepAt("all", 0, -100), stepAt("half", 0, 300)], [WORD]);
  const heights: Record<string, number> = { all: 1200, half: 800 };
  const taller = nodes.map((node) => ({ ...node, height: heights[node.id] ?? 0 }));
  expect(placeLabels({ nodes: taller, edges }).get("a-b")).toBe(0.2);
});

test("[U95] branches of one condition that lead to one node below it have their labels one below the other", () => {
  const branches = ["S1", "S2", "S3", "S4"];
  const nodes = [conditionAt("c", branches, 0, 0), stepAt("t", 60, 260)];
  const edges = branches.map((branch) => ({ ...edgeOf("c", "t", branch), id: branch }));
  const flow = draw(nodes, edges);
  expect(meetings(flow, boxesOf(flow))).toEqual([]);
});

test("[U95] labels are placed anew when something is elsewhere, and not for another word in a node", () => {
  const labels = createLabels();
  const changed = mock(() => {});
  labels.subscribe(changed);
  const place = (...nodes: Node[]) => labels.place(draw([...DOWN, ...nodes], [WORD]));
  const other = stepAt("c", 300, 440);
  place(other);
  place({ ...other, type: "step", data: { step: "another", instruction: "word" } });
  expect(changed).toHaveBeenCalledTimes(1);
  place(stepAt("c", 0, 440));
  expect(changed).toHaveBeenCalledTimes(2);
  expect(labels.at("a-b")).toBe(0.35);
});

/** Where the word stands, with these nodes there too. */
function wordWith(...nodes: Node[]): number | undefined {
  return placeLabels(draw([...DOWN, ...nodes], [WORD])).get("a-b");
}

/** Pairs of which one covers the other. */
function meetings(flow: Flow, boxes: ReadonlyMap<string, Box>): string[] {
  const nodes = flow.nodes.map(({ id, position, width = 0, height = 0 }) => {
    return [id, { ...position, width, height }] as const;
  });
  const labels = [...boxes];
  return labels.flatMap(([id, box], i) =>
    [...nodes, ...labels.slice(i + 1)]
      .filter(([, other]) => doMeet(box, other))
      .map(([other]) => `${id} on ${other}`),
  );
}

function doMeet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** What each label covers where it was placed. */
function boxesOf(flow: Flow): Map<string, Box> {
  const nodeById = new Map(flow.nodes.map((node) => [node.id, node]));
  const edgeById = new Map(flow.edges.map((edge) => [edge.id, edge]));
  return new Map(
    [...placeLabels(flow)].map(([id, at]) => {
      const edge = edgeById.get(id);
      const [source, target] = [nodeById.get(edge?.source ?? ""), nodeById.get(edge?.target ?? "")];
      const ends = edge && source && target ? endsOf(edge, source, target) : null;
      if (ends === null) throw new Error(`no edge ${id}`);
      const { x, y } = edgePath(ends.start, ends.end).labelAt(at);
      const { width, height } = labelSize(edge?.data?.text ?? "");
      return [id, { x: x - width / 2, y: y - height / 2, width, height }];
    }),
  );
}

function draw(nodes: readonly Node[], edges: readonly Edge[]): Flow {
  return toFlow({ nodes, edges }, { nodes: [], edges: [] });
}

function loaded(unit: unknown): Graph {
  const made = unitToGraph(ExpertSop.parse(unit), DEFAULT_LIMITS);
  if (!("graph" in made)) throw new Error(JSON.stringify(made));
  return made.graph;
}
